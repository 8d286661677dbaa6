#include "app/source/surveyor.h"

#include <chrono>
#include <future>

namespace claimscope::app {
namespace {

constexpr std::size_t kAtOnce = 4;

}  // namespace

Surveyor::Surveyor(Asker ask, const Clock& clock, std::vector<survey::Question> questions)
    : m_ask(std::move(ask)), m_clock(clock) {
  for (survey::Question& question : questions) {
    survey::Answer answer;
    answer.question = std::move(question);
    m_answers.push_back(std::move(answer));
  }
}

void Surveyor::start(Done done) {
  m_done = std::move(done);
  askMore();
}

/// Asks outside the lock: an answer may come at once, on this thread.
void Surveyor::askMore() {
  for (;;) {
    std::size_t index = 0;
    std::string path;
    {
      std::unique_lock lock(m_mutex);
      if (!m_ask || m_next >= m_answers.size()) {
        if (m_underWay == 0 && m_done) {
          auto out = std::make_shared<survey::Survey>();
          out->at = m_clock.now();
          for (survey::Answer& answer : m_answers) {
            std::string id = answer.question.id;
            out->answers.emplace(std::move(id), std::move(answer));
          }
          const Done done = std::exchange(m_done, nullptr);
          lock.unlock();
          done(std::move(out));
        }
        return;
      }
      if (m_underWay >= kAtOnce) {
        return;
      }
      index = m_next++;
      ++m_underWay;
      path = m_answers[index].question.path;
    }
    ask(index, path);
  }
}

void Surveyor::ask(std::size_t index, const std::string& path) {
  m_ask(path, m_answers[index].question.body,
        [self = shared_from_this(), index](Result<std::string> answer) { self->onAnswer(index, std::move(answer)); });
}

void Surveyor::onAnswer(std::size_t index, Result<std::string> answer) {
  std::string next;
  {
    const std::lock_guard lock(m_mutex);
    survey::Answer& taken = m_answers[index];
    if (answer) {
      next = survey::takePage(taken, std::move(*answer));
    } else if (taken.pages.empty()) {
      survey::refuse(taken, answer.error());
    } else {
      taken.complete = false;  // what came before the page that failed is true all the same
      taken.why = answer.error().message;
    }
    if (next.empty()) {
      --m_underWay;
    }
  }
  if (next.empty()) {
    askMore();
  } else {
    ask(index, next);
  }
}

survey::SurveyPtr surveyNow(Source& source, std::vector<survey::Question> questions, std::int64_t timeoutMs) {
  const auto promise = std::make_shared<std::promise<survey::SurveyPtr>>();
  std::future<survey::SurveyPtr> future = promise->get_future();
  std::make_shared<Surveyor>(source.asker(), source.clock(), std::move(questions))->start([promise](survey::SurveyPtr survey) {
    promise->set_value(std::move(survey));
  });
  if (future.wait_for(std::chrono::milliseconds(timeoutMs)) != std::future_status::ready) {
    return std::make_shared<const survey::Survey>();
  }
  return future.get();
}

}  // namespace claimscope::app
