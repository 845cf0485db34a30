#pragma once

#include "domain/result.h"
#include "sync/remote/document.h"

namespace convoy::remote {

//! Walks the members of a JSON object: calls read(key, value) for each. Members nobody reads are skipped by the parser.
template <class Read> [[nodiscard]] Code eachMember(json::object object, Read read)
{
    for (auto field : object) {
        std::string_view key;
        if (const auto code = field.unescaped_key().get(key))
            return code;
        json::value value;
        if (const auto code = field.value().get(value))
            return code;
        if (const Code code = read(key, value))
            return code;
    }
    return simdjson::SUCCESS;
}

template <class Read> [[nodiscard]] Code eachMember(json::value value, Read read)
{
    json::object object;
    if (const auto code = value.get_object().get(object))
        return code;
    return eachMember(object, read);
}

template <class Read> [[nodiscard]] Code eachElement(json::value value, Read read)
{
    json::array array;
    if (const auto code = value.get_array().get(array))
        return code;
    for (auto element : array) {
        json::value one;
        if (const auto code = element.get(one))
            return code;
        if (const Code code = read(one))
            return code;
    }
    return simdjson::SUCCESS;
}

//! Parses the bytes and walks the members of the outermost object. `Answer` is filled by read(answer, document, key,
//! value).
template <class Answer, class Read> [[nodiscard]] Result<Answer> readAnswer(const QByteArray& body, Read read)
{
    auto document = std::make_shared<Document>();
    document->buffer = body;
    document->buffer.reserve(body.size() + qsizetype(simdjson::SIMDJSON_PADDING));
    const simdjson::padded_string_view view(
        document->buffer.constData(), size_t(document->buffer.size()), size_t(document->buffer.capacity()));
    Answer answer {};
    json::document root;
    json::object object;
    Code code = document->parser.iterate(view).get(root);
    if (!code)
        code = root.get_object().get(object);
    if (!code)
        code = eachMember(
            object, [&](std::string_view key, json::value value) { return read(answer, document, key, value); });
    if (!code && root.current_location().error() != simdjson::OUT_OF_BOUNDS)
        code = simdjson::TRAILING_CONTENT;
    if (code)
        return Error { Error::Kind::Malformed, QString::fromLatin1(simdjson::error_message(code)) };
    return answer;
}

} // namespace convoy::remote
