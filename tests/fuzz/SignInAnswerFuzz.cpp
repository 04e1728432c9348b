#include "tests/fuzz/Require.h"
#include "tests/support/client/SignedInConsole.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstddef>
#include <cstdint>

using namespace enigm;
using fuzz::require;
using namespace enigm::test;
using namespace Qt::StringLiterals;

namespace {

bool isPrintable(const QByteArray &value)
{
    return std::ranges::all_of(value, [](char c) { return c > ' ' && c < '\x7f'; });
}

/// A console at a control plane whose token endpoint, or what it says of the session, is the input.
class Victim
{
public:
    void signIn(const QString &path, const client::WireReply &reply)
    {
        m_console.plane.instead = [&](const client::WireRequest &request) {
            for (const auto &[name, value] : request.headers)
                require(name != "Authorization" || isPrintable(value.sliced(value.indexOf(' ') + 1)));
            return request.url.path() == path ? std::optional(reply) : std::nullopt;
        };
        const bool isSignedIn = m_console.signIn(m_console.history.reviewer1);
        const auto &info = m_console.session.info();
        require(!isSignedIn || (info && !info->session.isEmpty() && !info->roles.isEmpty()));
        m_console.plane.instead = nullptr;
    }

private:
    SignedInConsole m_console;
};

} // namespace

/// What a control plane that means no good answers a console that signs in: "token" or "session", and then the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static int argumentCount = 1;
    static char name[] = "SignInAnswerFuzz";
    static char *arguments[] = {name, nullptr};
    static const QCoreApplication application(argumentCount, arguments);
    static Victim victim;
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const qsizetype line = input.indexOf('\n');
    if (line < 0)
        return 0;
    const QString path = input.first(line) == "token" ? u"/oauth2/token"_s : u"/v1/session"_s;
    victim.signIn(path, {.status = 200, .headers = {}, .body = input.sliced(line + 1).toByteArray()});
    return 0;
}
