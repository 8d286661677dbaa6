// LiveBridge: a source running behind the window: snapshots become views off the GUI thread, the newest wins. GUI thread.
#pragma once

#include <QObject>
#include <QString>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "app/source/live.h"
#include "app/source/source.h"
#include "model/base/executor.h"
#include "ui/base/view.h"
#include "ui/pages/selector/selector_answer.h"

namespace claimscope::app {

/// Threads: `session` (1) opens, starts, asks and ends sources, in order; `analysis` (1) turns the newest snapshot into a view;
/// the GUI thread gets at most one view at a time, so a slow window never builds a queue.
class LiveBridge final : public QObject {
  Q_OBJECT
 public:
  explicit LiveBridge(QObject* parent = nullptr);
  ~LiveBridge() override;

  /// Ends what runs and opens another source; opened() or failed() follows, then viewReady().
  void run(const SourceOptions& options);
  /// Ends what runs; no view of it arrives any more.
  void stop();
  /// Views from now on hold the explanation of this claim or pod, and one comes at once; nullopt: no longer. With `moment` one
  /// view of that snapshot comes too, for a window that is paused on it.
  void explain(const std::optional<ui::ObjectRef>& subject, const cluster::SnapshotPtr& moment = nullptr);
  /// What an expression says of the newest devices; `done` is called on the GUI thread, not at all once a newer question is
  /// asked.
  void checkSelector(const ui::SelectorQuestion& question, std::function<void(std::shared_ptr<const ui::SelectorAnswer>)> done);
  /// One object as YAML; `done` is called on the GUI thread, and not at all once another source is opened.
  void fetchYaml(const ui::ObjectRef& object, std::function<void(bool ok, QString text)> done);

 Q_SIGNALS:
  /// What was opened, in words; `problems` is what could not be read although the rest was.
  void opened(const QString& description, const QStringList& problems);
  void failed(const claimscope::Error& error);
  void viewReady(const claimscope::ui::View& view);

 private:
  struct Shared;
  void deliver();
  void analyse(ThreadPool& pool);
  [[nodiscard]] std::vector<diagnosis::Finding> disagreements(const cluster::Snapshot& snapshot, std::uint64_t generation);
  void hand(std::shared_ptr<const ui::View> Shared::*slot, ui::View view, std::uint64_t of);
  std::shared_ptr<Shared> m_shared;
  std::unique_ptr<ThreadPool> m_analysis;
  std::unique_ptr<ThreadPool> m_session;
  std::unique_ptr<Live> m_live;  ///< touched by the session thread only, and by the destructor after it ended
};

}  // namespace claimscope::app
