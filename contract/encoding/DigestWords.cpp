#include "contract/encoding/DigestWords.h"

#include <openssl/evp.h>

namespace enigm::encoding {

using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 32768;
constexpr std::array<unsigned char, 21> salt = {'e', 'n', 'i', 'g', 'm', ' ', 'd', 'i', 'g', 'e', 's',
                                                't', ' ', 'w', 'o', 'r', 'd', 's', ' ', 'v', '1'};

constexpr std::array<QLatin1StringView, 256> words = {
    "acorn"_L1,   "album"_L1,   "alley"_L1,   "almanac"_L1, "amber"_L1,   "anchor"_L1,  "apron"_L1,   "arctic"_L1,
    "asphalt"_L1, "atlas"_L1,   "autumn"_L1,  "badge"_L1,   "ballad"_L1,  "bamboo"_L1,  "banjo"_L1,   "barrel"_L1,
    "bazaar"_L1,  "beacon"_L1,  "biscuit"_L1, "bishop"_L1,  "boulder"_L1, "bouquet"_L1, "bronze"_L1,  "buffalo"_L1,
    "butler"_L1,  "button"_L1,  "cabbage"_L1, "cactus"_L1,  "camel"_L1,   "candle"_L1,  "canvas"_L1,  "canyon"_L1,
    "catalog"_L1, "cavern"_L1,  "cello"_L1,   "century"_L1, "cherry"_L1,  "circus"_L1,  "clover"_L1,  "cobweb"_L1,
    "collar"_L1,  "copper"_L1,  "cottage"_L1, "cowboy"_L1,  "crater"_L1,  "curtain"_L1, "cyclone"_L1, "daisy"_L1,
    "decade"_L1,  "delta"_L1,   "dentist"_L1, "doctor"_L1,  "domino"_L1,  "dragon"_L1,  "dynamo"_L1,  "eagle"_L1,
    "editor"_L1,  "effigy"_L1,  "elbow"_L1,   "embassy"_L1, "engine"_L1,  "fabric"_L1,  "faculty"_L1, "falcon"_L1,
    "fiddle"_L1,  "firefly"_L1, "flute"_L1,   "forest"_L1,  "fossil"_L1,  "fungus"_L1,  "furnace"_L1, "galaxy"_L1,
    "garden"_L1,  "gazelle"_L1, "geyser"_L1,  "ginger"_L1,  "giraffe"_L1, "glacier"_L1, "goblet"_L1,  "gondola"_L1,
    "gorilla"_L1, "granite"_L1, "gravel"_L1,  "guitar"_L1,  "gymnast"_L1, "habitat"_L1, "halibut"_L1, "hammock"_L1,
    "harbor"_L1,  "harvest"_L1, "helium"_L1,  "helmet"_L1,  "hexagon"_L1, "hilltop"_L1, "horizon"_L1, "hornet"_L1,
    "iceberg"_L1, "igloo"_L1,   "indigo"_L1,  "insect"_L1,  "island"_L1,  "ivory"_L1,   "jacket"_L1,  "jaguar"_L1,
    "jasmine"_L1, "javelin"_L1, "jigsaw"_L1,  "jukebox"_L1, "jungle"_L1,  "juniper"_L1, "kayak"_L1,   "kettle"_L1,
    "keyhole"_L1, "kimono"_L1,  "kingdom"_L1, "knuckle"_L1, "koala"_L1,   "lacquer"_L1, "ladder"_L1,  "lagoon"_L1,
    "lantern"_L1, "laundry"_L1, "lemon"_L1,   "leopard"_L1, "lettuce"_L1, "library"_L1, "lilac"_L1,   "linen"_L1,
    "lizard"_L1,  "lobster"_L1, "lotus"_L1,   "lynx"_L1,    "magnet"_L1,  "mammoth"_L1, "mansion"_L1, "marble"_L1,
    "maze"_L1,    "meadow"_L1,  "melody"_L1,  "mermaid"_L1, "meteor"_L1,  "mineral"_L1, "mirror"_L1,  "monkey"_L1,
    "mosaic"_L1,  "muffin"_L1,  "museum"_L1,  "mustard"_L1, "napkin"_L1,  "nectar"_L1,  "neptune"_L1, "nickel"_L1,
    "nomad"_L1,   "noodle"_L1,  "nugget"_L1,  "nutmeg"_L1,  "oasis"_L1,   "oatmeal"_L1, "oboe"_L1,    "ocean"_L1,
    "octopus"_L1, "olive"_L1,   "omelet"_L1,  "onion"_L1,   "orbit"_L1,   "orchid"_L1,  "ostrich"_L1, "oxygen"_L1,
    "pagoda"_L1,  "papaya"_L1,  "paprika"_L1, "parrot"_L1,  "pasture"_L1, "peacock"_L1, "pelican"_L1, "pencil"_L1,
    "phantom"_L1, "piano"_L1,   "picnic"_L1,  "pigeon"_L1,  "pillow"_L1,  "pirate"_L1,  "planet"_L1,  "plaza"_L1,
    "pony"_L1,    "potato"_L1,  "prairie"_L1, "pretzel"_L1, "pumpkin"_L1, "pyramid"_L1, "python"_L1,  "quartz"_L1,
    "quilt"_L1,   "quiver"_L1,  "rabbit"_L1,  "raccoon"_L1, "radish"_L1,  "railway"_L1, "reptile"_L1, "rhubarb"_L1,
    "ribbon"_L1,  "ruby"_L1,    "sailor"_L1,  "sandal"_L1,  "saturn"_L1,  "scarf"_L1,   "scooter"_L1, "shovel"_L1,
    "silver"_L1,  "snowman"_L1, "sofa"_L1,    "sonata"_L1,  "spider"_L1,  "spinach"_L1, "stadium"_L1, "statue"_L1,
    "summit"_L1,  "sunset"_L1,  "swallow"_L1, "symbol"_L1,  "tadpole"_L1, "teapot"_L1,  "temple"_L1,  "tennis"_L1,
    "thimble"_L1, "thunder"_L1, "toffee"_L1,  "topaz"_L1,   "tornado"_L1, "tractor"_L1, "tribune"_L1, "trumpet"_L1,
    "tulip"_L1,   "tundra"_L1,  "tunnel"_L1,  "turtle"_L1,  "unicorn"_L1, "vacuum"_L1,  "vampire"_L1, "vanilla"_L1,
    "violin"_L1,  "volcano"_L1, "voyage"_L1,  "vulture"_L1, "waffle"_L1,  "wallaby"_L1, "walnut"_L1,  "weasel"_L1,
    "whisper"_L1, "window"_L1,  "wolf"_L1,    "yacht"_L1,   "yogurt"_L1,  "zebra"_L1,   "zigzag"_L1,  "zodiac"_L1,
};

} // namespace

const std::array<QLatin1StringView, 256> &digestWordList()
{
    return words;
}

QString digestWords(QByteArrayView digest)
{
    Q_ASSERT(digest.size() == 32);
    std::array<unsigned char, 6> derived{};
    [[maybe_unused]] const int made =
        PKCS5_PBKDF2_HMAC(digest.data(), static_cast<int>(digest.size()), salt.data(), static_cast<int>(salt.size()),
                          rounds, EVP_sha256(), static_cast<int>(derived.size()), derived.data());
    Q_ASSERT(made == 1);
    QString text;
    for (std::size_t i = 0; i < 4; ++i)
        text += words.at(derived.at(i)) + u'-';
    return text + u"%1"_s.arg((derived.at(4) * 256 + derived.at(5)) % 100, 2, 10, QLatin1Char('0'));
}

} // namespace enigm::encoding
