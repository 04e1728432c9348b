#include <QByteArray>
#include <QDir>
#include <QFile>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

void replay(const QByteArray &input)
{
    // A copy of exactly this size, so that AddressSanitizer sees a read past the end (a QByteArray ends with a zero).
    const std::vector<std::uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

} // namespace

/// Feeds each file of the folders named, and each of its first halves, to the fuzz target: what libFuzzer would start
/// with.
int main(int argc, char **argv)
{
    int files = 0;
    for (int i = 1; i < argc; ++i) {
        const QDir folder(QFile::decodeName(argv[i]));
        const QStringList names = folder.entryList(QDir::Files, QDir::Name);
        for (const QString &name : names) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "cannot read %s\n", qPrintable(file.fileName()));
                return EXIT_FAILURE;
            }
            const QByteArray input = file.readAll();
            replay(input);
            replay(input.first(input.size() / 2));
            ++files;
        }
    }
    std::printf("replayed %d files\n", files);
    return files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
