// decoded<T>(): one object out of JSON text written in a test. Test thread.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "model/resources/kinds.h"

namespace claimscope::kit {

/// Throws with the decoder's own words, which Qt Test prints as the failure.
template <class T>
Box<T> decoded(std::string_view apiVersion, std::string json) {
  Result<Box<T>> object = decodeObject<T>(apiVersion, json);
  if (!object) {
    throw std::runtime_error(object.error().text());
  }
  return *object;
}

}  // namespace claimscope::kit
