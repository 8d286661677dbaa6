// LiveBridge: what is asked on demand of the source in sight: for posture and control plane, and for costs.
#include "app/bridge/live_bridge.h"
#include "app/bridge/live_bridge_shared.h"
#include "app/source/surveyor.h"
#include "model/survey/growth.h"
#include "model/survey/old_objects.h"
#include "model/survey/questions.h"

namespace claimscope::app {

void LiveBridge::askSurvey(std::function<void(ui::SurveyViewPtr)> done) {
  std::uint64_t generation = 0;
  std::uint64_t live = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
    live = m_shared->shown;
  }
  m_session->post([this, shared = m_shared, generation, live, done = std::move(done)] {
    const auto running = m_lives.find(live);
    if (running == m_lives.end()) {
      return;
    }
    Source& source = running->second->source();
    const cluster::SnapshotPtr snapshot = running->second->latest();
    // Answers come on threads of the source, which ends before the analysis does.
    const auto answered = [this, shared, generation, snapshot, done](const survey::SurveyPtr& survey) {
      m_analysis->post([shared, generation, snapshot, survey, done] {
        const survey::Facts facts = survey::readFacts(*survey);
        auto view = std::make_shared<ui::SurveyView>();
        view->posture = std::make_shared<const posture::Report>(posture::assess(*snapshot, facts));
        view->controlPlane = std::make_shared<const control_plane::Report>(control_plane::examine(*snapshot, facts));
        shared->onGui(
            generation, [done, view = ui::SurveyViewPtr(std::move(view))] { done(view); }, shared);
      });
    };
    std::make_shared<Surveyor>(source.asker(), source.clock(), survey::questionsFor(*snapshot))->start(answered);
  });
}

void LiveBridge::askStored(std::function<void(std::shared_ptr<const ui::StoredManifests>)> done) {
  std::uint64_t generation = 0;
  std::uint64_t live = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
    live = m_shared->shown;
  }
  m_session->post([this, shared = m_shared, generation, live, done = std::move(done)] {
    const auto running = m_lives.find(live);
    const cluster::SnapshotPtr snapshot = running == m_lives.end() ? nullptr : running->second->latest();
    if (snapshot == nullptr) {
      return;
    }
    Source& source = running->second->source();
    const survey::OldQuestions asked = survey::oldObjectQuestions(*snapshot);
    const auto answered = [shared, generation, snapshot, leftOut = asked.leftOut, done](const survey::SurveyPtr& survey) {
      const auto stored = std::make_shared<const ui::StoredManifests>(
          ui::StoredManifests{survey::oldManifests(*survey), leftOut, snapshot->server.context});
      shared->onGui(
          generation, [done, stored] { done(stored); }, shared);
    };
    std::make_shared<Surveyor>(source.asker(), source.clock(), asked.questions)->start(answered);
  });
}

void LiveBridge::askGrowth() {
  std::uint64_t live = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    live = m_shared->shown;
  }
  m_session->post([this, shared = m_shared, live] {
    const auto running = m_lives.find(live);
    if (running == m_lives.end()) {
      return;
    }
    Source& source = running->second->source();
    const auto answered = [this, shared, live](const survey::SurveyPtr& survey) {
      auto growth = std::make_shared<const survey::Growth>(survey::readGrowth(*survey));
      const std::lock_guard lock(shared->mutex);
      if (const auto kept = shared->lives.find(live); kept != shared->lives.end()) {
        kept->second.growth = std::move(growth);
        analyseFor(shared->cost.has_value() && shared->shown == live, nullptr);
      }
    };
    std::make_shared<Surveyor>(source.asker(), source.clock(), survey::growthQuestions(*running->second->latest()))
        ->start(answered);
  });
}

}  // namespace claimscope::app
