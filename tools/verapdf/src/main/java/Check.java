import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.gf.model.GFModelParser;
import org.verapdf.pd.PDMetadata;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.verapdf.xmp.XMPConst;
import org.verapdf.xmp.XMPMetaFactory;

/**
 * Validates PDF files against PDF/UA-1 and PDF/A-2a with veraPDF, all in one process. Takes options and files,
 * prints a line for each file and profile with the rules that failed below it, then a line for each profile. It
 * never changes a file.
 */
public final class Check {
    private static final String USAGE = """
            usage: run [--ua1] [--a2a] [--claims] FILE...

              --ua1     PDF/UA-1
              --a2a     PDF/A-2a; without either option, both
              --claims  count a failure only where the file's XMP claims the standard, and give details only there

            status: 0 all passed (with --claims: all that is claimed), 1 some did not, 2 wrong usage
            """;

    private enum Profile {
        UA1("ua1", PDFAFlavour.PDFUA_1, XMPConst.NS_PDFUA_ID),
        A2A("a2a", PDFAFlavour.PDFA_2_A, XMPConst.NS_PDFA_ID);

        final String title;
        final PDFAFlavour flavour;
        /** The namespace whose `part` a file claims the standard with. */
        final String claim;

        Profile(String title, PDFAFlavour flavour, String claim) {
            this.title = title;
            this.flavour = flavour;
            this.claim = claim;
        }
    }

    /** A rule that failed in a file: how often, and where first. */
    private record Failure(RuleId rule, int checks, TestAssertion first) {
        String id() {
            return rule.getClause() + " test " + rule.getTestNumber();
        }
    }

    /** What a profile came to over all files. */
    private static final class Tally {
        final Set<String> rules = new TreeSet<>(CLAUSES);
        int files;
        int failed;
        int claimed;
    }

    private final boolean onlyClaims;
    private final Map<Profile, Tally> tallies = new EnumMap<>(Profile.class);
    private boolean bad;

    public static void main(String[] args) {
        Set<Profile> profiles = EnumSet.noneOf(Profile.class);
        List<File> files = new ArrayList<>();
        boolean onlyClaims = false;
        for (String arg : args) {
            switch (arg) {
                case "--ua1" -> profiles.add(Profile.UA1);
                case "--a2a" -> profiles.add(Profile.A2A);
                case "--claims" -> onlyClaims = true;
                case "--help", "-h" -> {
                    System.out.print(USAGE);
                    return;
                }
                default -> {
                    if (arg.startsWith("-")) {
                        quit("unknown option `" + arg + "`");
                    }
                    files.add(new File(arg));
                }
            }
        }
        if (files.isEmpty()) {
            quit("no files");
        }
        // What the parser grumbles about is in the results, where it matters.
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        Check check = new Check(onlyClaims);
        for (File file : files) {
            for (Profile profile : profiles.isEmpty() ? EnumSet.allOf(Profile.class) : profiles) {
                check.file(file, profile);
            }
        }
        check.summary();
        System.exit(check.bad ? 1 : 0);
    }

    private static void quit(String message) {
        System.err.println("error: " + message);
        System.err.print(USAGE);
        System.exit(2);
    }

    private Check(boolean onlyClaims) {
        this.onlyClaims = onlyClaims;
    }

    private void file(File file, Profile profile) {
        Tally tally = tallies.computeIfAbsent(profile, p -> new Tally());
        tally.files++;
        // What cannot be opened or read is never passed over: it may claim anything.
        boolean counts = true;
        // A parser is spent after one validation: it keeps what the profile made of the file.
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(config(profile), profile.flavour)) {
            boolean claimed = claims(parser, profile);
            tally.claimed += claimed ? 1 : 0;
            counts = claimed || !onlyClaims;
            ValidationResult result = validator.validate(parser);
            List<Failure> failures = failures(result);
            if (result.isCompliant() && failures.isEmpty()) {
                System.out.println("PASS " + file + " " + profile.title);
                return;
            }
            failures.forEach(f -> tally.rules.add(f.id()));
            print(file, profile, claimed, failures);
        } catch (Exception | StackOverflowError e) {
            System.out.println("FAIL " + file + " " + profile.title + ": could not be validated: " + e);
        }
        tally.failed++;
        bad |= counts;
    }

    private static ValidatorConfig config(Profile profile) {
        return ValidatorConfigBuilder.defaultBuilder()
                .flavour(profile.flavour)
                .maxFails(-1)
                .showErrorMessages(true)
                .maxNumberOfDisplayedFailedChecks(1)
                .build();
    }

    private void print(File file, Profile profile, boolean claimed, List<Failure> failures) {
        String rules = failures.size() == 1 ? "1 rule" : failures.size() + " rules";
        String claim = claimed ? "claimed" : "not claimed";
        System.out.println("FAIL " + file + " " + profile.title + ": " + rules + ", " + claim);
        if (onlyClaims && !claimed) {
            return;
        }
        for (Failure failure : failures) {
            String checks = failure.checks == 1 ? "1 check" : failure.checks + " checks";
            System.out.println("    " + failure.id() + ", " + checks + ": " + line(failure.first.getMessage()));
            String error = failure.first.getErrorMessage();
            if (error != null && !error.isBlank()) {
                System.out.println("        " + line(error));
            }
            System.out.println("        " + line(failure.first.getLocation().getContext()));
        }
    }

    private static String line(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    private static List<Failure> failures(ValidationResult result) {
        Map<String, Failure> found = new TreeMap<>(CLAUSES);
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                Failure failure = new Failure(rule, result.getFailedChecks().getOrDefault(rule, 1), assertion);
                found.putIfAbsent(failure.id(), failure);
            }
        }
        return new ArrayList<>(found.values());
    }

    /** Whether the XMP of the document says that it is of the standard, in whatever part. */
    private static boolean claims(PDFAParser parser, Profile profile) throws Exception {
        PDMetadata metadata = ((GFModelParser) parser).getPDDocument().getCatalog().getMetadata();
        if (metadata == null) {
            return false;
        }
        try (InputStream xmp = metadata.getStream()) {
            return xmp != null && XMPMetaFactory.parse(xmp).doesPropertyExist(profile.claim, "part");
        }
    }

    private void summary() {
        tallies.forEach((profile, tally) -> {
            String rules = tally.rules.isEmpty() ? "" : " (" + String.join("; ", tally.rules) + ")";
            System.out.printf("veraPDF %s: files %d, claiming it %d, failing %d, failed rules %d%s%n",
                    profile.title, tally.files, tally.claimed, tally.failed, tally.rules.size(), rules);
        });
    }

    /** Clauses in the order of their numbers: 7.2 before 7.18.5. */
    private static final Comparator<String> CLAUSES = (a, b) -> {
        String[] left = a.split("\\D+");
        String[] right = b.split("\\D+");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(Integer.parseInt("0" + left[i]), Integer.parseInt("0" + right[i]));
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(left.length, right.length);
        return order != 0 ? order : a.compareTo(b);
    };
}
