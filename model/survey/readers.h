// Readers: how an answer of a survey becomes something that is known; for the files that read them. Any thread.
#pragma once

#include <string>
#include <vector>

#include "model/survey/document.h"
#include "model/survey/known.h"

namespace claimscope::survey {

/// What an answer says before anything is read of it.
template <class T>
Known<T> begun(const Answer* answer) {
  Known<T> out;
  if (answer != nullptr) {
    out.outcome = answer->outcome;
    out.complete = answer->complete;
    out.why = answer->why;
  }
  return out;
}

template <class T>
void unreadable(Known<T>& known, const char* what) {
  known.outcome = Outcome::failed;
  known.why = std::string("the answer is no ") + what;
  known.value = {};
}

/// A list, object by object.
template <class T, class Read>
Known<std::vector<T>> listed(const Survey& survey, const std::string& id, Read read) {
  const Answer* answer = survey.find(id);
  Known<std::vector<T>> out = begun<std::vector<T>>(answer);
  if (out.known() && !forEachItem(answer->pages, [&](const Json& item) { read(item, out.value); })) {
    unreadable(out, "list");
  }
  return out;
}

template <class T, class Read>
Known<std::vector<T>> plainList(const Survey& survey, const std::string& id, Read read) {
  return listed<T>(survey, id, [&](const Json& item, std::vector<T>& out) { out.push_back(read(item)); });
}

template <class T, class Read>
Known<T> document(const Survey& survey, const std::string& id, Read read) {
  const Answer* answer = survey.find(id);
  Known<T> out = begun<T>(answer);
  if (out.known() && !answer->pages.empty()) {
    out.value = read(answer->pages.front());
  }
  return out;
}

}  // namespace claimscope::survey
