// LiveBridge: what is asked on demand of the source in sight: for posture and control plane, and for costs.
#include "app/bridge/live_bridge.h"
#include "app/bridge/live_bridge_shared.h"
#include "app/source/surveyor.h"
#include "model/survey/growth.h"
#include "model/survey/old_objects.h"
#include "model/survey/questions.h"

namespace claimscope::app {

void LiveBridge::askSurvey(std::function<void(ui::SurveyViewPtr)> done) {
  withShown([this, shared = m_shared, done = std::move(done)](Live* live, const Asked& asked) {
    const cluster::SnapshotPtr snapshot = live == nullptr ? nullptr : live->latest();
    if (snapshot == nullptr) {
      return;
    }
    Source& source = live->source();
    // Answers come on threads of the source, which ends before the analysis does.
    const auto answered = [this, shared, generation = asked.generation, snapshot, done](const survey::SurveyPtr& survey) {
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
  withShown([shared = m_shared, done = std::move(done)](Live* live, const Asked& asked) {
    const cluster::SnapshotPtr snapshot = live == nullptr ? nullptr : live->latest();
    if (snapshot == nullptr) {
      return;
    }
    Source& source = live->source();
    survey::OldQuestions old = survey::oldObjectQuestions(*snapshot);
    const auto answered = [shared, generation = asked.generation, snapshot, leftOut = old.leftOut,
                           done](const survey::SurveyPtr& survey) {
      const auto stored = std::make_shared<const ui::StoredManifests>(
          ui::StoredManifests{survey::oldManifests(*survey), leftOut, snapshot->server.context});
      shared->onGui(
          generation, [done, stored] { done(stored); }, shared);
    };
    std::make_shared<Surveyor>(source.asker(), source.clock(), std::move(old.questions))->start(answered);
  });
}

void LiveBridge::askGrowth() {
  withShown([this, shared = m_shared](Live* live, const Asked& asked) {
    const cluster::SnapshotPtr snapshot = live == nullptr ? nullptr : live->latest();
    if (snapshot == nullptr) {
      return;
    }
    Source& source = live->source();
    const auto answered = [this, shared, of = asked.live](const survey::SurveyPtr& survey) {
      auto growth = std::make_shared<const survey::Growth>(survey::readGrowth(*survey));
      const std::lock_guard lock(shared->mutex);
      if (const auto kept = shared->lives.find(of); kept != shared->lives.end()) {
        kept->second.growth = std::move(growth);
        analyseFor(shared->cost.has_value() && shared->shown == of, nullptr);
      }
    };
    std::make_shared<Surveyor>(source.asker(), source.clock(), survey::growthQuestions(*snapshot))->start(answered);
  });
}

}  // namespace claimscope::app
