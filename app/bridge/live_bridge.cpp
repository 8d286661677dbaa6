#include "app/bridge/live_bridge.h"

#include <QStringList>
#include <exception>

#include "app/commands/listing.h"
#include "model/base/log.h"
#include "model/base/yaml.h"

namespace claimscope::app {

/// What the threads share. `generation` names the source that runs: whatever belongs to an older one is dropped.
struct LiveBridge::Shared {
  std::mutex mutex;
  LiveBridge* bridge = nullptr;  ///< null once the bridge is gone
  std::uint64_t generation = 0;
  cluster::SnapshotPtr pending;  ///< newest snapshot not yet looked at
  bool analysing = false;
  std::shared_ptr<const ui::View> ready;  ///< newest view not yet handed over
  bool posted = false;

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
      if (shared->analysing) {
        return;
      }
      shared->analysing = true;
      m_analysis->post([this, shared] {
        for (;;) {
          cluster::SnapshotPtr next;
          std::uint64_t of = 0;
          {
            const std::lock_guard inner(shared->mutex);
            next = std::exchange(shared->pending, nullptr);
            of = shared->generation;
            if (next == nullptr) {
              shared->analysing = false;
              return;
            }
          }
          auto view = std::make_shared<ui::View>();
          view->snapshot = next;
          view->diagnosis = std::make_shared<const diagnosis::Diagnosis>(diagnosis::diagnose(*next));
          const std::lock_guard inner(shared->mutex);
          if (of != shared->generation) {
            continue;
          }
          shared->ready = std::move(view);
          if (!shared->posted && shared->bridge != nullptr) {
            shared->posted = true;
            QMetaObject::invokeMethod(
                shared->bridge, [this] { deliver(); }, Qt::QueuedConnection);
          }
        }
      });
    });
    m_live->start();
  });
}

void LiveBridge::deliver() {
  std::shared_ptr<const ui::View> view;
  {
    const std::lock_guard lock(m_shared->mutex);
    m_shared->posted = false;
    view = std::exchange(m_shared->ready, nullptr);
  }
  if (view != nullptr) {
    Q_EMIT viewReady(*view);
  }
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
