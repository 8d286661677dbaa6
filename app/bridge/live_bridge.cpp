#include "app/bridge/live_bridge.h"

#include <QStringList>
#include <exception>

#include "app/bridge/explain_object.h"
#include "app/bridge/selector_check.h"
#include "app/commands/listing.h"
#include "model/base/log.h"
#include "model/base/yaml.h"
#include "model/diagnosis/disagreement.h"

namespace claimscope::app {

/// What the threads share. `generation` names the source that runs: whatever belongs to an older one is dropped.
struct LiveBridge::Shared {
  std::mutex mutex;
  LiveBridge* bridge = nullptr;  ///< null once the bridge is gone
  std::uint64_t generation = 0;
  cluster::SnapshotPtr pending;  ///< newest snapshot not yet looked at
  bool analysing = false;        ///< a task is queued or runs
  std::optional<ui::ObjectRef> subject;
  bool asked = false;                             ///< the subject is another one than that of the last view
  cluster::SnapshotPtr moment;                    ///< to be explained besides, once
  ui::View last;                                  ///< without explanation; its snapshot is null before the first one
  std::vector<diagnosis::Finding> disagreements;  ///< found at `disagreementsAt`; the analysis thread's alone
  Time disagreementsAt;
  std::uint64_t disagreementsOf = 0;            ///< generation they belong to
  std::shared_ptr<const ui::View> ready;        ///< newest view not yet handed over
  std::shared_ptr<const ui::View> readyMoment;  ///< of the moment that was asked for
  bool posted = false;
  std::uint64_t question = 0;  ///< of the selector editor: the newest

  /// Runs `task` on the GUI thread if the bridge still runs that generation.
  void onGui(std::uint64_t of, std::function<void()> task, const std::shared_ptr<Shared>& self) {
    const std::lock_guard lock(mutex);
    if (bridge != nullptr && generation == of) {
      QMetaObject::invokeMethod(
          bridge,
          [self, of, task = std::move(task)] {
            bool current = false;
            {
              const std::lock_guard inner(self->mutex);
              current = self->generation == of;
            }
            if (current) {
              task();
            }
          },
          Qt::QueuedConnection);
    }
  }
};

namespace {

QString redacted(const std::string& text) {
  return QString::fromStdString(log::redact(text));
}

}  // namespace

LiveBridge::LiveBridge(QObject* parent)
    : QObject(parent),
      m_shared(std::make_shared<Shared>()),
      m_analysis(std::make_unique<ThreadPool>("analysis", 1)),
      m_session(std::make_unique<ThreadPool>("session", 1)) {
  m_shared->bridge = this;
}

LiveBridge::~LiveBridge() {
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->bridge = nullptr;
    ++m_shared->generation;
  }
  m_session.reset();  // nobody opens or asks any more
  m_live.reset();     // no snapshots any more
  m_analysis.reset();
}

void LiveBridge::stop() {
  {
    const std::lock_guard lock(m_shared->mutex);
    ++m_shared->generation;
    m_shared->pending.reset();
    m_shared->ready.reset();
    m_shared->readyMoment.reset();
    m_shared->moment.reset();
    m_shared->subject.reset();
    m_shared->asked = false;
    m_shared->last = {};
  }
  m_session->post([this] { m_live.reset(); });
}

void LiveBridge::run(const SourceOptions& options) {
  stop();
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
  }
  m_session->post([this, shared = m_shared, options, generation] {
    Result<std::unique_ptr<Source>> source = openSource(options);
    if (!source) {
      shared->onGui(
          generation, [this, error = source.error()] { Q_EMIT failed(error); }, shared);
      return;
    }
    const QString description = redacted((*source)->description());
    QStringList problems;
    for (const Error& problem : (*source)->problems()) {
      problems += redacted(problem.text());
    }
    shared->onGui(
        generation, [this, description, problems] { Q_EMIT opened(description, problems); }, shared);
    m_live = std::make_unique<Live>(std::move(*source), [this, shared, generation](const cluster::SnapshotPtr& snapshot) {
      const std::lock_guard lock(shared->mutex);
      if (shared->generation != generation) {
        return;
      }
      shared->pending = snapshot;
      if (!shared->analysing) {
        shared->analysing = true;
        m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
      }
    });
    m_live->start();
  });
}

/// On the analysis thread: one step of what has been asked for, the newest snapshot before all; then it queues itself again, so
/// that a busy cluster leaves room for questions.
void LiveBridge::analyse(ThreadPool& pool) {
  Shared& shared = *m_shared;
  cluster::SnapshotPtr next;
  cluster::SnapshotPtr moment;
  std::optional<ui::ObjectRef> subject;
  ui::View view;
  std::uint64_t of = 0;
  {
    const std::lock_guard lock(shared.mutex);
    next = std::exchange(shared.pending, nullptr);
    moment = std::exchange(shared.moment, nullptr);
    const bool asked = std::exchange(shared.asked, false);
    subject = shared.subject;
    view = shared.last;
    of = shared.generation;
    if (next == nullptr && moment == nullptr && (!asked || view.snapshot == nullptr)) {
      shared.analysing = false;
      return;
    }
  }
  if (moment != nullptr) {
    ui::View paused{moment, std::make_shared<const diagnosis::Diagnosis>(), {}};
    explainInto(paused, subject);
    hand(&Shared::readyMoment, std::move(paused), of);
  }
  if (next != nullptr) {
    view.snapshot = next;
    view.diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*next, disagreements(*next, of)));
    const std::lock_guard lock(shared.mutex);
    if (of == shared.generation) {
      shared.last = view;
    }
  }
  if (view.snapshot != nullptr) {
    explainInto(view, subject);
    hand(&Shared::ready, std::move(view), of);
  }
  pool.post([this, &pool] { analyse(pool); });  // not through m_analysis, which is null while the pool ends
}

/// What the scheduler and the allocator see differently. Looked for now and then only, since every claim asked about costs tens
/// of milliseconds in a large cluster.
std::vector<diagnosis::Finding> LiveBridge::disagreements(const cluster::Snapshot& snapshot, std::uint64_t generation) {
  constexpr std::int64_t kEveryMs = 10'000;
  Shared& shared = *m_shared;
  const bool sameSource = shared.disagreementsOf == generation && shared.disagreementsAt.isSet();
  if (!snapshot.firstSyncDone) {
    return {};
  }
  if (!sameSource || snapshot.time - shared.disagreementsAt >= kEveryMs || snapshot.time < shared.disagreementsAt) {
    shared.disagreements = diagnosis::schedulerDisagreements(snapshot);
    shared.disagreementsAt = snapshot.time;
    shared.disagreementsOf = generation;
  }
  return diagnosis::stillWaiting(snapshot, shared.disagreements);
}

/// Keeps a view for the GUI thread, which gets the newest one only.
void LiveBridge::hand(std::shared_ptr<const ui::View> Shared::*slot, ui::View view, std::uint64_t of) {
  const std::lock_guard lock(m_shared->mutex);
  if (of != m_shared->generation) {
    return;
  }
  (*m_shared).*slot = std::make_shared<const ui::View>(std::move(view));
  if (!m_shared->posted && m_shared->bridge != nullptr) {
    m_shared->posted = true;
    QMetaObject::invokeMethod(
        m_shared->bridge, [this] { deliver(); }, Qt::QueuedConnection);
  }
}

void LiveBridge::deliver() {
  std::shared_ptr<const ui::View> view;
  std::shared_ptr<const ui::View> moment;
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->posted = false;
    view = std::exchange(m_shared->ready, nullptr);
    moment = std::exchange(m_shared->readyMoment, nullptr);
  }
  if (moment != nullptr) {
    Q_EMIT viewReady(*moment);
  }
  if (view != nullptr) {
    Q_EMIT viewReady(*view);
  }
}

void LiveBridge::explain(const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr& moment) {
  const std::lock_guard lock(m_shared->mutex);
  m_shared->subject = subject;
  m_shared->asked = subject.has_value();
  m_shared->moment = moment;
  if (!m_shared->analysing && (m_shared->asked || moment != nullptr)) {
    m_shared->analysing = true;
    m_analysis->post([this, &pool = *m_analysis] { analyse(pool); });
  }
}

void LiveBridge::checkSelector(const ui::SelectorQuestion& question,
                               std::function<void(std::shared_ptr<const ui::SelectorAnswer>)> done) {
  std::uint64_t generation = 0;
  std::uint64_t number = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
    number = ++m_shared->question;
  }
  m_analysis->post([shared = m_shared, question, generation, number, done = std::move(done)] {
    cluster::SnapshotPtr snapshot;
    {
      const std::lock_guard lock(shared->mutex);
      if (shared->generation != generation || shared->question != number || shared->last.snapshot == nullptr) {
        return;
      }
      snapshot = shared->last.snapshot;
    }
    auto answer = std::make_shared<const ui::SelectorAnswer>(app::checkSelector(std::move(snapshot), question));
    shared->onGui(
        generation, [done, answer] { done(answer); }, shared);
  });
}

void LiveBridge::fetchYaml(const ui::ObjectRef& object, std::function<void(bool ok, QString text)> done) {
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(m_shared->mutex);
    generation = m_shared->generation;
  }
  m_session->post([this, shared = m_shared, object, generation, done = std::move(done)] {
    const auto answer = [shared, generation, done](bool ok, const QString& text) {
      shared->onGui(
          generation, [done, ok, text] { done(ok, text); }, shared);
    };
    const std::string noun = canonicalNoun(object.kind);
    if (noun.empty() || m_live == nullptr) {
      answer(false, tr("%1 is not an object that can be fetched.").arg(QString::fromStdString(object.str())));
      return;
    }
    m_live->source().fetch(primaryKind(noun), object.namespaceName, object.name, [answer](const Result<std::string>& json) {
      if (json) {
        answer(true, QString::fromStdString(yaml::fromJson(*json)));
      } else {
        answer(false, redacted(json.error().text()));
      }
    });
  });
}

}  // namespace claimscope::app
