// Surveyor: asks a source the questions of a survey, a few at a time, and follows lists page by page. Any thread.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "app/source/source.h"
#include "model/survey/survey.h"

namespace claimscope::app {

class Surveyor : public std::enable_shared_from_this<Surveyor> {
 public:
  using Done = std::function<void(survey::SurveyPtr)>;
  /// `clock` is asked when the last answer has come; it must outlive the answers.
  Surveyor(Asker ask, const Clock& clock, std::vector<survey::Question> questions);
  /// `done` is called once, at once where there is nobody to ask; not at all when the source ends first.
  void start(Done done);

 private:
  void askMore();
  void ask(std::size_t index, const std::string& path);
  void onAnswer(std::size_t index, Result<std::string> answer);

  Asker m_ask;
  const Clock& m_clock;
  std::mutex m_mutex;
  std::vector<survey::Answer> m_answers;
  std::size_t m_next = 0;
  std::size_t m_underWay = 0;
  Done m_done;
};

/// What a source answers, waited for; what had not come when time is up is missing in it.
[[nodiscard]] survey::SurveyPtr surveyNow(Source& source, std::vector<survey::Question> questions, std::int64_t timeoutMs);

}  // namespace claimscope::app
