#include "model/actions/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "model/actions/headline.h"
#include "model/actions/json_line.h"
#include "model/actions/plan_json.h"
#include "model/base/json_tree.h"
#include "model/base/log.h"
#include "model/base/words.h"

namespace claimscope::actions {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxFile = 64U << 20U;
constexpr std::string_view kSuffix = ".journal";

std::string entryLine(const JournalEntry& entry) {
  Json json = {{"n", entry.number}, {"at", formatTime(entry.at)}, {"ms", entry.at.ms}, {"event", entry.event}};
  if (!entry.step.empty()) {
    json["step"] = entry.step;
  }
  if (entry.status != 0) {
    json["status"] = entry.status;
  }
  if (!entry.detail.empty()) {
    json["detail"] = log::redact(entry.detail);
  }
  if (!entry.who.empty()) {
    json["who"] = log::redact(entry.who);
  }
  return jsonLine(json) + "\n";
}

std::optional<JournalEntry> readEntry(const Json& json) {
  if (!json.is_object() || !json.contains("n") || !json["n"].is_number_unsigned() || !json.contains("ms") ||
      !json["ms"].is_number_integer() || !json.contains("event") || !json["event"].is_string()) {
    return std::nullopt;
  }
  const auto text = [&](const char* key) {
    return json.contains(key) && json[key].is_string() ? json[key].get<std::string>() : std::string();
  };
  JournalEntry out;
  out.number = json["n"].get<std::uint64_t>();
  out.at = Time{json["ms"].get<std::int64_t>()};
  out.event = text("event");
  out.step = text("step");
  out.status = json.contains("status") && json["status"].is_number_integer() ? json["status"].get<int>() : 0;
  out.detail = text("detail");
  out.who = text("who");
  return out;
}

Error systemError(const std::string& what, const std::string& path) {
  return {ErrorCode::invalidInput,
          fmt::format("{} {}: {}", what, path, std::strerror(errno)),
          "Check the folder's permissions and space",
          {},
          0};
}

Result<std::string> readAll(int file, const std::string& path) {
  std::string out;
  char buffer[65536];
  ssize_t got = 0;
  off_t offset = 0;
  while ((got = ::pread(file, buffer, sizeof(buffer), offset)) > 0) {
    out.append(buffer, static_cast<std::size_t>(got));
    offset += got;
    if (out.size() > kMaxFile) {
      return fail(ErrorCode::tooLarge, "the journal " + path + " is larger than 64 MiB");
    }
  }
  if (got < 0) {
    return fail(systemError("cannot read", path));
  }
  return out;
}

/// A file's plan and lines. `whole` is how many bytes end in a complete line.
struct Contents {
  ActionPlan plan;
  std::vector<JournalEntry> entries;
  std::size_t whole = 0;
  bool torn = false;
};

Result<Contents> parse(const std::string& text, const std::string& path) {
  Contents out;
  std::size_t begin = 0;
  std::size_t number = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) {
      out.torn = true;
      break;
    }
    const std::string line = text.substr(begin, end - begin);
    ++number;
    if (number == 1) {
      auto plan = planFromJson(line);
      if (!plan) {
        return fail(plan.error().within(path));
      }
      out.plan = std::move(*plan);
    } else {
      const auto entry = readEntry(Json::parse(line, nullptr, false));
      if (!entry || entry->number != out.entries.size() + 1) {
        return fail(ErrorCode::invalidInput, fmt::format("{}: line {} is no entry of a journal", path, number),
                    "The file was changed by something else than Claimscope");
      }
      out.entries.push_back(*entry);
    }
    begin = end + 1;
    out.whole = begin;
  }
  if (number == 0) {
    return fail(ErrorCode::invalidInput, path + " has no plan", "The process ended before it was written; nothing had been sent");
  }
  return out;
}

struct flock wholeFile(short type) {
  struct flock out = {};
  out.l_type = type;
  out.l_whence = SEEK_SET;
  return out;
}
/// Locks of the open file, not of the process: two windows of one process keep each other out as well.
bool lockFile(int file) {
  struct flock lock = wholeFile(F_WRLCK);
  return ::fcntl(file, F_OFD_SETLK, &lock) == 0;
}
/// Asks without taking it, so that a reader never stands in a writer's way.
bool isLocked(int file) {
  struct flock lock = wholeFile(F_WRLCK);
  return ::fcntl(file, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/// Everything, on disk.
Status append(int file, const std::string& text, const std::string& path) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t wrote = ::write(file, text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) {
      return fail(systemError("cannot write", path));
    }
    done += wrote > 0 ? static_cast<std::size_t>(wrote) : 0;
  }
  if (::fdatasync(file) != 0) {
    return fail(systemError("cannot write", path));
  }
  return {};
}

}  // namespace

Progress progressOf(const ActionPlan& plan, const std::vector<JournalEntry>& entries, bool locked) {
  Progress out;
  for (const Step& step : plan.steps) {
    out.steps.push_back({step.id, StepState::waiting, 0, 0, "", {}, {}, {}, {}});
  }
  for (const JournalEntry& entry : entries) {
    if (entry.step.empty()) {
      if (entry.event == "confirmed" || entry.event == "resumed") {
        out.state = PlanState::executing;
        out.begun = out.begun.isSet() ? out.begun : entry.at;
        out.error.clear();
        out.ended = {};
      } else if (entry.event == "paused") {
        out.state = PlanState::paused;
      } else if (entry.event == "continued") {
        out.state = PlanState::executing;
      } else if (entry.event == "ended") {
        const std::size_t colon = entry.detail.find(": ");
        const std::string word = entry.detail.substr(0, colon);
        for (const PlanState state : {PlanState::succeeded, PlanState::failed, PlanState::timedOut, PlanState::cancelled}) {
          out.state = planStateWord(state) == word ? state : out.state;
        }
        out.error = colon == std::string::npos ? std::string() : entry.detail.substr(colon + 2);
        out.ended = entry.at;
      }
      continue;
    }
    const auto found =
        std::find_if(out.steps.begin(), out.steps.end(), [&](const StepProgress& s) { return s.step == entry.step; });
    if (found == out.steps.end()) {
      continue;
    }
    const Step* step = plan.findStep(entry.step);
    found->status = entry.status != 0 ? entry.status : found->status;
    found->detail = entry.detail;
    found->since = entry.at;
    if (entry.event == "calling") {
      found->state = StepState::calling;
      ++found->tries;
      found->begun = found->begun.isSet() ? found->begun : entry.at;
    } else if (entry.event == "answered") {
      found->state = step != nullptr && step->until ? StepState::leaving : StepState::done;
    } else if (entry.event == "waiting") {
      found->state = StepState::refused;
    } else if (entry.event == "done") {
      found->state = StepState::done;
      found->ended = entry.at;
    } else if (entry.event == "failed") {
      found->state = StepState::failed;
      found->ended = entry.at;
    } else if (entry.event == "skipped") {
      found->state = StepState::skipped;
      found->ended = entry.at;
    }
  }
  if (!isOver(out.state) && out.begun.isSet() && !locked) {
    out.state = PlanState::interrupted;
  }
  out.undoPossible = std::any_of(plan.steps.begin(), plan.steps.end(), [&](const Step& step) {
    const auto index = static_cast<std::size_t>(&step - plan.steps.data());
    return step.inverse && (out.steps[index].state == StepState::done || out.steps[index].state == StepState::leaving);
  });
  out.headline = headlineOf(plan, out, entries.empty() ? plan.madeAt : entries.back().at);
  return out;
}

JournalWriter::JournalWriter(std::string path, int file) : m_path(std::move(path)), m_file(file) {}

JournalWriter::~JournalWriter() {
  ::close(m_file);  // lets go of the lock too
}

Result<std::unique_ptr<JournalWriter>> JournalWriter::begin(const std::string& folder, const ActionPlan& plan, Time now) {
  if (folder.empty()) {
    return fail(ErrorCode::usage, "there is no folder for the journal", "Set HOME or XDG_STATE_HOME");
  }
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  ::chmod(folder.c_str(), 0700);
  std::string stamp = formatTime(now);
  std::replace(stamp.begin(), stamp.end(), ':', '-');
  // The same plan may be carried out twice; the number keeps its files apart.
  for (int attempt = 0; attempt < 1000; ++attempt) {
    const std::string path =
        fmt::format("{}/{}-{}{}{}", folder, stamp, plan.id, attempt == 0 ? std::string() : fmt::format("-{}", attempt), kSuffix);
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST) {
      continue;
    }
    if (file < 0) {
      return fail(systemError("cannot make", path));
    }
    std::unique_ptr<JournalWriter> out(new JournalWriter(path, file));
    if (!lockFile(file)) {
      return fail(systemError("cannot lock", path));
    }
    const Status written = append(file, jsonLine(planJson(plan)) + "\n", path);
    if (!written) {
      return fail(written.error());
    }
    return out;
  }
  return fail(ErrorCode::internal, "no free name for a journal in " + folder);
}

Result<std::unique_ptr<JournalWriter>> JournalWriter::reopen(const std::string& path, Time now) {
  const int file = ::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC);
  if (file < 0) {
    return fail(systemError("cannot open", path));
  }
  std::unique_ptr<JournalWriter> out(new JournalWriter(path, file));
  if (!lockFile(file)) {
    return fail(ErrorCode::usage, "another Claimscope is carrying out the plan of " + path, "Wait for it or end it first");
  }
  const auto text = readAll(file, path);
  if (!text) {
    return fail(text.error());
  }
  auto contents = parse(*text, path);
  if (!contents) {
    return fail(contents.error());
  }
  if (contents->torn && ::ftruncate(file, static_cast<off_t>(contents->whole)) != 0) {
    return fail(systemError("cannot mend", path));
  }
  out->m_entries = std::move(contents->entries);
  if (contents->torn) {
    JournalEntry note;
    note.at = now;
    note.event = "noted";
    note.detail = "the line before this one was cut short and is left out";
    if (const Status status = out->write(std::move(note)); !status) {
      return fail(status.error());
    }
  }
  return out;
}

Status JournalWriter::write(JournalEntry entry) {
  entry.number = m_entries.size() + 1;
  if (Status status = append(m_file, entryLine(entry), m_path); !status) {
    return status;
  }
  m_entries.push_back(std::move(entry));
  return {};
}

std::string journalFolder(const std::string& stateHome, const std::string& home) {
  if (!stateHome.empty() && stateHome.front() == '/') {
    return stateHome + "/claimscope/journal";
  }
  return home.empty() ? std::string() : home + "/.local/state/claimscope/journal";
}

Result<JournalFile> readJournal(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    return fail(systemError("cannot open", path));
  }
  const bool locked = isLocked(file);
  const auto text = readAll(file, path);
  ::close(file);
  if (!text) {
    return fail(text.error());
  }
  auto contents = parse(*text, path);
  if (!contents) {
    return fail(contents.error());
  }
  JournalFile out;
  out.path = path;
  out.locked = locked;
  out.torn = contents->torn && !locked;
  out.progress = progressOf(contents->plan, contents->entries, locked);
  out.plan = std::move(contents->plan);
  out.entries = std::move(contents->entries);
  return out;
}

JournalList readJournals(const std::string& folder) {
  JournalList out;
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.size() > kSuffix.size() && name.compare(name.size() - kSuffix.size(), kSuffix.size(), kSuffix) == 0) {
      paths.push_back(entry.path().string());
    }
  }
  std::sort(paths.rbegin(), paths.rend());  // names begin with the time
  for (const std::string& path : paths) {
    auto file = readJournal(path);
    if (file) {
      out.files.push_back(std::move(*file));
    } else {
      out.unreadable.push_back(file.error());
    }
  }
  return out;
}

Result<JournalFile> findJournal(const std::string& folder, const std::string& planId) {
  JournalList list = readJournals(folder);
  std::vector<JournalFile*> found;
  for (JournalFile& file : list.files) {
    if (!planId.empty() && file.plan.id.rfind(planId, 0) == 0) {
      found.push_back(&file);
    }
  }
  if (found.empty()) {
    return fail(ErrorCode::notFound, "no journal in " + folder + " has the plan " + words::oneLine(planId),
                "See claimscope actions");
  }
  for (const JournalFile* file : found) {
    if (file->plan.id != found.front()->plan.id) {
      return fail(ErrorCode::usage, "several plans begin with " + words::oneLine(planId), "Give more of the id");
    }
  }
  return std::move(*found.front());
}

}  // namespace claimscope::actions
