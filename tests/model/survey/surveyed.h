// Surveyed: answers of a server written in a test, by question id, and the facts that are read of them. Test thread.
#pragma once

#include <string>
#include <vector>

#include "model/survey/facts.h"
#include "tests/kit/json_text.h"

namespace claimscope::survey {

class Surveyed {
 public:
  Surveyed() { m_survey.at = Time{1'795'514'400'000}; }  // 2026-11-24T10:00:00Z
  /// A document, or one page of a list; JSON with single quotes.
  Surveyed& document(const std::string& id, const std::string& text) {
    Answer& answer = m_survey.answers[id];
    answer.question.id = id;
    answer.outcome = Outcome::answered;
    answer.pages.push_back(kit::jsonText(text));
    return *this;
  }
  Surveyed& plain(const std::string& id, const std::string& text) {
    Answer& answer = m_survey.answers[id];
    answer.question.id = id;
    answer.outcome = Outcome::answered;
    answer.pages.push_back(text);
    return *this;
  }
  Surveyed& list(const std::string& id, const std::vector<std::string>& items) {
    std::string text = "{'kind':'List','metadata':{},'items':[";
    for (const std::string& item : items) {
      text += (text.back() == '[' ? "" : ",") + item;
    }
    return document(id, text + "]}");
  }
  Surveyed& refused(const std::string& id, Outcome outcome = Outcome::forbidden, const std::string& why = "kim may not") {
    Answer& answer = m_survey.answers[id];
    answer.question.id = id;
    answer.outcome = outcome;
    answer.why = why;
    return *this;
  }
  Surveyed& incomplete(const std::string& id) {
    m_survey.answers[id].complete = false;
    return *this;
  }
  [[nodiscard]] Facts facts() const { return readFacts(m_survey); }
  Survey& survey() { return m_survey; }

 private:
  Survey m_survey;
};

}  // namespace claimscope::survey
