#include "tests/benchmarks/audit/AuditArea.h"
#include "tests/benchmarks/harness/Area.h"
#include "tests/benchmarks/lifecycle/LifecycleArea.h"
#include "tests/benchmarks/log/LogArea.h"
#include "tests/benchmarks/policy/PolicyArea.h"
#include "tests/benchmarks/rollout/RolloutArea.h"
#include "tests/benchmarks/signing/SigningArea.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace Qt::StringLiterals;
using namespace enigm;
using namespace enigm::benchmarks;

namespace {

std::vector<std::unique_ptr<Area>> allAreas()
{
    std::vector<std::unique_ptr<Area>> areas;
    areas.push_back(std::make_unique<AuditArea>());
    areas.push_back(std::make_unique<LifecycleArea>());
    areas.push_back(std::make_unique<LogArea>());
    areas.push_back(std::make_unique<PolicyArea>());
    areas.push_back(std::make_unique<RolloutArea>());
    areas.push_back(std::make_unique<SigningArea>());
    return areas;
}

void print(const Figure &figure, bool asJson)
{
    const QByteArray line = asJson ? jsonLine(figure) : textLine(figure).toUtf8();
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

/// Measures one area; false where it could not be measured.
bool run(Area &area, bool quick, bool asJson)
{
    std::fprintf(stderr, "== Measuring %s\n", qPrintable(area.name()));
    const auto figures = area.measure(quick);
    if (!figures) {
        std::fprintf(stderr, "enigm-bench: %s: %s\n", qPrintable(area.name()), qPrintable(figures.error().toString()));
        return false;
    }
    for (const Figure &figure : *figures)
        print(figure, asJson);
    return true;
}

} // namespace

/// enigm-bench [AREA] [--json] [--quick]: exit code 0 where everything was measured, whatever the figures say.
int main(int argc, char **argv)
{
    // Of windows what they cost their thread is measured, not what a display makes of it.
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({u"json"_s, u"One JSON object a figure."_s});
    parser.addOption({u"quick"_s, u"Sizes that end within a minute."_s});
    parser.addPositionalArgument(u"area"_s, u"The only area to measure."_s, u"[AREA]"_s);
    parser.process(application);

    const QString wanted = parser.positionalArguments().value(0);
    bool isGood = true;
    bool isKnown = false;
    for (const auto &area : allAreas()) {
        if (!wanted.isEmpty() && area->name() != wanted)
            continue;
        isKnown = true;
        isGood = run(*area, parser.isSet(u"quick"_s), parser.isSet(u"json"_s)) && isGood;
    }
    if (!isKnown)
        std::fprintf(stderr, "enigm-bench: there is no area '%s'\n", qPrintable(wanted));
    return isGood && isKnown ? EXIT_SUCCESS : EXIT_FAILURE;
}
