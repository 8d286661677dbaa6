// Bodies of the templates of json.h. Any thread.
#pragma once

#include "model/base/json.h"

namespace claimscope::json {

template <class Fn>
void forEachField(Object object, Fn&& fn) {
  for (auto field : object) {
    const std::string_view key = field.unescaped_key();
    try {
      fn(key, Value(field.value()));
    } catch (FieldError& error) {
      error.prefix(key);
      throw;
    }
  }
}

template <class Fn>
void forEachField(Value value, Fn&& fn) {
  if (isNull(value)) {
    return;
  }
  Object object;
  if (value.get_object().get(object) != simdjson::SUCCESS) {
    throw FieldError{{}, "is not an object"};
  }
  forEachField(object, std::forward<Fn>(fn));
}

template <class Fn>
void forEachItem(Value value, Fn&& fn) {
  if (isNull(value)) {
    return;
  }
  simdjson::ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) {
    throw FieldError{{}, "is not an array"};
  }
  std::size_t index = 0;
  for (auto item : array) {
    try {
      fn(Value(item.value()));
    } catch (FieldError& error) {
      error.prefix("[" + std::to_string(index) + "]");
      throw;
    }
    ++index;
  }
}

}  // namespace claimscope::json
