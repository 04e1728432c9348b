#!/usr/bin/env bash
# update-translations.sh DIRECTORY [LUPDATE]: brings enigm_de.ts and enigm_en.ts in DIRECTORY up to what the sources
# ask for. Texts that are new arrive unfinished, texts that went are dropped. Used on translations/ itself (the target
# update_translations), and on copies of it by the build and by the test.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
directory="$(cd "${1:?which directory holds the .ts files?}" && pwd)"
lupdate="${2:-/usr/lib/qt6/bin/lupdate}"
cd "$root"

# Only floors that show themselves to people in a window. With the root as include path lupdate sees the classes, and
# so gives a text the context that tr() asks for at run time.
floors=()
for floor in app views models; do
    [[ ! -d "$floor" ]] || floors+=("$floor")
done
options=(-I . -extensions 'cpp,h' -locations none -no-obsolete -disable-heuristic similartext)

"$lupdate" "${options[@]}" "${floors[@]}" -ts "$directory/enigm_de.ts"
# English is the language of the sources; only its plural forms are kept.
"$lupdate" "${options[@]}" -pluralonly "${floors[@]}" -ts "$directory/enigm_en.ts"
