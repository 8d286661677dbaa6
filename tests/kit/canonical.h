// canonical(object): every member of a decoded object as text, for comparing two of them to the last field. Any thread.
#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "model/resources/kinds.h"
#include "tests/kit/parts.h"

namespace claimscope::kit {

/// Writes lines "path = value"; members are named by their place.
class Canonical {
 public:
  template <class T>
  void write(const std::string& path, const T& value) {
    if constexpr (requires { std::string(value.str()); }) {  // Text, Uid, ResourceVersion
      line(path, value.str());
    } else if constexpr (std::same_as<T, std::string>) {
      line(path, value);
    } else if constexpr (std::same_as<T, Time>) {
      line(path, value.isSet() ? std::to_string(value.ms) : "never");
    } else if constexpr (std::same_as<T, Quantity>) {
      line(path, std::string(value.text()));
    } else if constexpr (std::is_enum_v<T>) {
      line(path, std::to_string(static_cast<int>(value)));
    } else if constexpr (std::is_arithmetic_v<T>) {
      line(path, std::to_string(value));
    } else {
      writeComposed(path, value);
    }
  }
  [[nodiscard]] std::string take() { return std::move(m_text); }

 private:
  void line(const std::string& path, const std::string& value) { m_text += path + " = " + value + "\n"; }

  template <class T>
  void writeComposed(const std::string& path, const T& value) {
    if constexpr (requires { std::variant_size<T>::value; }) {
      std::visit([&](const auto& held) { write(path + "|" + std::to_string(value.index()), held); }, value);
    } else if constexpr (requires {
                           value.begin();
                           value.size();
                         }) {
      line(path, std::to_string(value.size()) + " items");
      std::size_t index = 0;
      for (auto at = value.begin(); at != value.end(); ++at) {
        const typename T::value_type item = *at;
        write(path + "[" + std::to_string(index++) + "]", item);
      }
    } else if constexpr (requires { value.isWritten(); }) {
      write(path, *value);  // the same as its T written out
    } else if constexpr (requires {
                           static_cast<bool>(value);
                           *value;
                         }) {
      line(path, value ? "is there" : "none");
      if (value) {
        write(path, *value);
      }
    } else if constexpr (requires {
                           value.first;
                           value.second;
                         }) {
      write(path + ".first", value.first);
      write(path + ".second", value.second);
    } else {
      parts(value, [&](const auto&... member) {
        std::size_t index = 0;
        (write(path + "." + std::to_string(index++), member), ...);
      });
    }
  }

  std::string m_text;
};

template <class T>
std::string canonical(const T& object) {
  Canonical out;
  out.write(kindRequest<T>().kind, object);
  return out.take();
}

}  // namespace claimscope::kit
