"""Writes recipients.csv again: 100 Senators and 435 Representatives, all invented.

    python3 recipients.py                     recipients.csv
    python3 recipients.py 50000 > long.csv    the same offices again and again, to see what a long list takes

The seats of each state are those that the census of 2020 gave it. Names are drawn from two lists, figures from a
seeded generator of our own, so that every version of Python writes the same bytes."""
import csv
import itertools
import pathlib
import sys

SEATS = """Alabama 7, Alaska 1, Arizona 9, Arkansas 4, California 52, Colorado 8, Connecticut 5, Delaware 1, Florida
28, Georgia 14, Hawaii 2, Idaho 2, Illinois 17, Indiana 9, Iowa 4, Kansas 4, Kentucky 6, Louisiana 6, Maine 2,
Maryland 8, Massachusetts 9, Michigan 13, Minnesota 8, Mississippi 4, Missouri 8, Montana 2, Nebraska 3, Nevada 4, New
Hampshire 2, New Jersey 12, New Mexico 3, New York 26, North Carolina 14, North Dakota 1, Ohio 15, Oklahoma 5, Oregon
6, Pennsylvania 17, Rhode Island 2, South Carolina 7, South Dakota 1, Tennessee 9, Texas 38, Utah 4, Vermont 1,
Virginia 11, Washington 10, West Virginia 2, Wisconsin 8, Wyoming 1"""

GIVEN = """Ada Agnes Alma Amara Andrés Anneke Anwen Arlo Basil Beatriz Benedikt Björn Blessing Callum Camille Céline
Chidi Clara Dagny Delphine Desmond Eduardo Efua Eleni Emeka Esther Fatima Félix Fiona Florian Gideon Greta Hassan
Hedda Ignacio Ilse Imani Inés Ivy Jae-won Jasper Joaquín José Juniper Kateřina Keiko Kofi Lakshmi Leopold Lucía Łukasz
Maeve Malik Marguerite Mateo Mei-Ling Minh Min-seo Nadia Naveen Ngozi Nils Noor Octavia Olu Orla Oscar Paloma Percy
Philippa Priya Quentin Ramón Rosalind Rubén Ruth Saoirse Seo-yeon Signe Siobhán Søren Sunita Tadeusz Thandiwe Theodora
Tobias Ursula Vera Wanjiru Wendell Xiomara Yusuf Zadie Zoë""".split()

FAMILY = """Abernathy Achterberg Adeyemi Åkesson Albescu Arrowood Bachmeier Balogun Bancroft-Ellis Barnabé Batista
Bexley Björnsdóttir Blackwater Boateng Brânză Calloway Castañeda Chaudhry Choi Clearwater Corrigan Czerwiński D'Amato
Dalgaard De_la_Cruz Delacroix Dvořák Ekwueme Elderfield Fairweather Fernández Fitzwilliam Galanis García_López
Gonçalves Greenhalgh Grünwald Hakimi Halvorsen Hargreave-Nwosu Haugen Ibáñez Idowu Jankauskas Jørgensen Kaplan-Reyes
Karimi Kowalczyk Lachapelle Larkspur Lindqvist Llewellyn MacAllister Maldonado McGillicuddy Mbeki Morningstar Muñoz
Nakagawa Nguyễn Ní_Bhriain Novák O'Neill O'Shaughnessy Okonkwo Ortega_Ruiz Pálsson Papadakis Park-Whitfield Peña
Pettibone Quiñones Ramanathan Redfeather Rożek Sáenz Saint-Amour Şahin Silverthorn Söderberg Strömgren Szabó Tanaka
Thistlewood Trần Underhill Uzunović Van_den_Berg Vásquez Vuković Wainwright Weißmann Wójcik Yamashiro Yılmaz Zambrano
Żeleński""".split()

# Some sign with a name in Korean letters, so that a copy needs a face that the others do not.
KOREAN = "김민서 이하준 박서연 최도윤 정지우".split()


class Draw:
    """Numbers that follow from a seed alone (a linear congruential generator, Knuth's constants for 64 bits)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % limit


def ordinal(number):
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def seats():
    """Title, state and district of each seat; a Senator's district is the whole state."""
    states = [entry.strip().rsplit(" ", 1) for entry in SEATS.replace("\n", " ").split(",")]
    for state, _ in states:
        for _ in range(2):
            yield "Senator", state, state
    for state, count in states:
        for number in range(1, int(count) + 1):
            which = "at-large" if count == "1" else ordinal(number)
            yield "Representative", state, f"{state}'s {which} district"


def names(draw, count):
    """Names that do not repeat, every hundred and seventh in Korean letters."""
    taken = set()
    while len(taken) < count:
        if len(taken) % 107 == 70:
            name = KOREAN[len(taken) // 107]
        else:
            name = f"{GIVEN[draw.below(len(GIVEN))]} {FAMILY[draw.below(len(FAMILY))]}".replace("_", " ")
        if name not in taken:
            taken.add(name)
            yield name


def rows():
    draw = Draw(1953)
    offices = list(seats())
    households = {district: draw.below(2900) + 90 for title, _, district in offices if title == "Representative"}
    shares = {}
    for _, state, district in offices:
        shares.setdefault(state, f"{draw.below(90) / 10 + 2:.1f}%")
        if state != district:
            households[state] = households.get(state, 0) + households[district]
    for number, ((title, state, district), name) in enumerate(zip(offices, names(draw, len(offices))), 1):
        house = "senate" if title == "Senator" else "house"
        mail = f"office{number:03}@{house}.example.org"
        yield [title, name, state, district, f"{households[district]:,}", shares[state], mail]


def write(file, lines):
    out = csv.writer(file, lineterminator="\n")
    out.writerow(["title", "name", "state", "district", "households", "share", "email"])
    out.writerows(lines)


def main():
    if len(sys.argv) > 1:
        sys.stdout.reconfigure(encoding="utf-8")
        return write(sys.stdout, itertools.islice(itertools.cycle(rows()), int(sys.argv[1])))
    path = pathlib.Path(__file__).with_name("recipients.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        write(file, rows())


if __name__ == "__main__":
    main()
