#pragma once

#include "domain/error.h"

#include <utility>
#include <variant>

namespace convoy {

//! The outcome of something that can fail: a value, or an Error that says why. The verbs are those of
//! std::expected, which this toolchain does not have yet.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) { }
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) { }

    [[nodiscard]] bool has_value() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T& operator*() & { return std::get<0>(m_state); }
    const T& operator*() const& { return std::get<0>(m_state); }
    T&& operator*() && { return std::get<0>(std::move(m_state)); }
    T* operator->() { return &std::get<0>(m_state); }
    const T* operator->() const { return &std::get<0>(m_state); }

    const Error& error() const& { return std::get<1>(m_state); }
    Error&& error() && { return std::get<1>(std::move(m_state)); }

    template <class U>
    T value_or(U&& other) const&
    {
        return has_value() ? **this : static_cast<T>(std::forward<U>(other));
    }

private:
    std::variant<T, Error> m_state;
};

//! The value of an operation that has none.
struct Unit {
    bool operator==(const Unit&) const = default;
};

using Status = Result<Unit>;
inline Status ok() { return Unit {}; }

} // namespace convoy
