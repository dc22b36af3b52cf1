//! Writes the YAML of a random sheet from sentences of its language, and keeps what a reader must find again.

use super::dice::Dice;

/// The sentences of a language, one a line: Thoreau, Cervantes, Kant, and the constitution of South Korea.
const TEXTS: [(&str, &str); 4] = [
    ("en-US", include_str!("words/en.txt")),
    ("es", include_str!("words/es.txt")),
    ("de", include_str!("words/de.txt")),
    ("ko", include_str!("words/ko.txt")),
];

pub struct Writer {
    pub dice: Dice,
    /// The sheet so far.
    pub yaml: String,
    /// Words that must come out, each piece within one element.
    pub texts: Vec<String>,
    sentences: Vec<&'static str>,
    /// How many notes a hundred sentences have.
    notes: u64,
}

impl Writer {
    pub fn new(mut dice: Dice) -> (Writer, &'static str) {
        // Half of all sheets are English.
        let which = dice.from(0, 6).saturating_sub(3);
        Writer::of(which, dice)
    }

    /// A writer of the language of a number, and its tag.
    pub fn of(which: usize, mut dice: Dice) -> (Writer, &'static str) {
        let (lang, text) = TEXTS[which % TEXTS.len()];
        let notes = *dice.one_of(&[0, 10, 25, 50]);
        let sentences = text.lines().collect();
        (Writer { dice, yaml: String::new(), texts: Vec::new(), sentences, notes }, lang)
    }

    pub fn line(&mut self, line: &str) {
        self.yaml.push_str(line);
        self.yaml.push('\n');
    }

    /// A sentence that must come out.
    pub fn sentence(&mut self) -> String {
        let sentence = (*self.dice.one_of(&self.sentences)).to_owned();
        self.texts.push(sentence.clone());
        sentence
    }

    /// The first words of a sentence, without its punctuation.
    pub fn words(&mut self, least: usize, most: usize) -> String {
        let sentence = *self.dice.one_of(&self.sentences);
        let count = self.dice.from(least, most);
        let words: Vec<&str> = sentence.split(' ').take(count).collect();
        let words = words.join(" ").trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
        self.texts.push(words.clone());
        words
    }

    /// Words in quotation marks, for YAML.
    pub fn quoted(&mut self, least: usize, most: usize) -> String {
        quote(&self.words(least, most))
    }

    /// A paragraph of so many sentences, some with notes.
    pub fn prose(&mut self, least: usize, most: usize) -> String {
        let count = self.dice.from(least, most);
        let sentences: Vec<String> = (0..count).map(|_| self.sentence() + &self.mark()).collect();
        sentences.join(" ")
    }

    /// A note here, or none.
    fn mark(&mut self) -> String {
        if !self.dice.often(self.notes) {
            return String::new();
        }
        match self.dice.from(0, 9) {
            0..=3 => "[@one]".to_owned(),
            4 => "[@two, p. 14]".to_owned(),
            // A long note, which may have to be cut.
            5 => {
                format!("^[{} {} {} {}]", self.sentence(), self.sentence(), self.sentence(), self.sentence())
            }
            _ => format!("^[{}]", self.sentence()),
        }
    }

    pub fn inline(&mut self, least: usize, most: usize) -> String {
        quote(&self.prose(least, most))
    }
}

/// A text in double quotes, as YAML reads it.
pub fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
