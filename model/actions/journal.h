// Journal: what was planned, sent, answered and seen, one JSON line each, appended and on disk before anything else happens. One
// file a plan. Reading: any thread; a writer belongs to one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/actions/plan.h"
#include "model/actions/progress.h"
#include "model/base/result.h"

namespace claimscope::actions {

/// One line. `event`: planned, confirmed, began, calling, answered, waiting, done, failed, skipped, paused, continued, cancelled,
/// verified, ended, resumed, noted.
struct JournalEntry {
  std::uint64_t number = 0;  ///< from 1, without gaps
  Time at;
  std::string event;
  std::string step;    ///< empty for the plan as a whole
  int status = 0;      ///< of an answer
  std::string detail;  ///< words, redacted
  std::string who;     ///< of confirmed and resumed: user name on this computer, and as the server knows it
};

/// A plan with its history, as read back.
struct JournalFile {
  std::string path;
  ActionPlan plan;
  std::vector<JournalEntry> entries;
  bool torn = false;    ///< the last line was cut: the process died while it wrote
  bool locked = false;  ///< somebody is carrying it out now
  Progress progress;    ///< rebuilt from the entries; interrupted when they end in the middle and nobody holds the file
};

/// Rebuilds progress from entries alone: what was sent and not answered is `calling`.
[[nodiscard]] Progress progressOf(const ActionPlan& plan, const std::vector<JournalEntry>& entries, bool locked);

/// Appends to one plan's file and holds its lock.
class JournalWriter {
 public:
  /// A new file in `folder` (made with mode 0700) with the plan as its first line.
  [[nodiscard]] static Result<std::unique_ptr<JournalWriter>> begin(const std::string& folder, const ActionPlan& plan, Time now);
  /// Goes on with a file; fails when another process holds it. A torn last line is cut off and noted.
  [[nodiscard]] static Result<std::unique_ptr<JournalWriter>> reopen(const std::string& path, Time now);
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  /// On disk when it returns. An error means that nothing may be sent any more.
  [[nodiscard]] Status write(JournalEntry entry);
  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] const std::vector<JournalEntry>& entries() const { return m_entries; }

 private:
  JournalWriter(std::string path, int file);
  std::string m_path;
  int m_file = -1;
  std::vector<JournalEntry> m_entries;
};

/// $XDG_STATE_HOME/claimscope/journal or ~/.local/state/claimscope/journal; empty when neither is set.
[[nodiscard]] std::string journalFolder(const std::string& stateHome, const std::string& home);
/// Newest first. Files that cannot be read are errors that name them.
struct JournalList {
  std::vector<JournalFile> files;
  std::vector<Error> unreadable;
};
[[nodiscard]] JournalList readJournals(const std::string& folder);
[[nodiscard]] Result<JournalFile> readJournal(const std::string& path);
/// One file by the plan's id, or its beginning.
[[nodiscard]] Result<JournalFile> findJournal(const std::string& folder, const std::string& planId);

}  // namespace claimscope::actions
