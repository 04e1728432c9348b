#pragma once

#include "contract/json/JsonValue.h"
#include "contract/problems/Problem.h"
#include "control-plane/http/FileBody.h"
#include "control-plane/http/Headers.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace enigm::controlplane::http {

class Stream;

/// What a handler answers. The listener adds Date, Content-Length, X-Content-Type-Options and, unless the handler said
/// otherwise, Cache-Control: no-store.
struct Response
{
    int status = 200;
    Headers headers = {};
    QByteArray body = {};
    /// In place of a body: what is written to it from now on, as it comes, until one of both ends it.
    std::shared_ptr<Stream> stream = {};
    /// In place of a body: a part of a file (see fileResponse).
    std::optional<FileBody> file = {};

    /// application/json in RFC 8785 form.
    static Response json(const json::Value &value, int status = 200);
    /// application/json of bytes that are JSON already.
    static Response jsonBytes(QByteArray bytes, int status = 200);
    /// Other bytes under a media type of theirs, such as "text/plain; charset=utf-8".
    static Response text(QByteArray bytes, QByteArray mediaType, int status = 200);
    /// An answer that goes on, which nobody in between may hold back.
    static Response streamed(std::shared_ptr<Stream> stream, QByteArray mediaType);
    /// No content.
    static Response empty(int status = 204);
    /// application/problem+json (RFC 9457) with the status of the problem's type; `where` is an extension member.
    static Response problem(const Problem &problem, const QString &instance = {});

    /// This response with one more header field, for chaining.
    [[nodiscard]] Response with(QByteArray name, QByteArray value) &&;
};

} // namespace enigm::controlplane::http
