#include "ui/shell/source_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <tuple>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kFresh = 5'000;
constexpr std::int64_t kAging = 30'000;
constexpr std::int64_t kStale = 120'000;

QString tr(const char* text) {
  return QCoreApplication::translate("SourceFacts", text);
}

bool isOpen(SourceState state) {
  return state == SourceState::live || state == SourceState::polling;
}

Mark markOf(const cluster::Source& source, std::optional<std::int64_t> ageMs) {
  switch (source.status.state) {
    case SourceState::live:
    case SourceState::polling:
      return ageMs ? freshnessMark(*ageMs) : Mark::live;
    case SourceState::complete:
      return Mark::live;
    case SourceState::waiting:
    case SourceState::loading:
      return Mark::pending;
    case SourceState::stale:
      return ageMs && *ageMs <= kStale ? Mark::warning : Mark::lost;
    case SourceState::forbidden:
      return Mark::warning;
    case SourceState::notServed:
      return Mark::notConfigured;
    case SourceState::failed:
      break;
  }
  return Mark::lost;
}

/// Objects of each kind, by kind.
std::array<std::size_t, kKindCount> sizesOf(const cluster::Tables& tables) {
  return std::apply([](const auto&... table) { return std::array<std::size_t, kKindCount>{table.size()...}; }, tables);
}

QString nameOf(Origin origin) {
  switch (origin) {
    case Origin::files:
      return tr("Files");
    case Origin::recording:
      return tr("Recording");
    case Origin::demo:
      return tr("Demo cluster");
    case Origin::apiServer:
      break;
  }
  return tr("API server");
}

bool isClassic(const ApiResource& resource) {
  return resource.resource == "resourceclasses" || resource.resource == "podschedulingcontexts" ||
         resource.resource == "resourceclaimparameters" || resource.resource == "resourceclassparameters";
}

}  // namespace

Mark freshnessMark(std::int64_t ageMs) {
  if (ageMs <= kAging) {
    return Mark::live;
  }
  return ageMs <= kStale ? Mark::warning : Mark::lost;
}

SourceChip sourceChip(const cluster::Snapshot& snapshot) {
  SourceChip chip;
  chip.name = nameOf(snapshot.server.origin);
  if (const auto failure = connectionFailure(snapshot)) {
    chip.value = tr("not connected");
    chip.mark = Mark::lost;
    return chip;
  }
  std::optional<std::int64_t> newest;
  std::optional<std::int64_t> oldestStale;
  bool loading = false;
  bool complete = false;
  bool polling = false;
  for (const cluster::Source& source : snapshot.sources) {
    const SourceState state = source.status.state;
    const std::optional<std::int64_t> age = snapshot.ageMs(source.kind);
    loading = loading || state == SourceState::loading || state == SourceState::waiting;
    complete = complete || state == SourceState::complete;
    polling = polling || state == SourceState::polling;
    if (age && (isOpen(state) || state == SourceState::loading)) {
      newest = std::min(newest.value_or(*age), *age);
    }
    if (age && state == SourceState::stale) {
      oldestStale = std::max(oldestStale.value_or(0), *age);
    }
  }
  if (oldestStale) {
    chip.value = tr("%1 old").arg(shortAge(*oldestStale));
    chip.mark = *oldestStale > kStale ? Mark::lost : Mark::warning;
    chip.live = *oldestStale <= kStale;
  } else if (complete) {
    chip.value = tr("complete");
  } else if (newest) {
    chip.value = *newest <= kFresh ? age(*newest, true) : tr("%1 ago").arg(shortAge(*newest));
    chip.mark = freshnessMark(*newest);
    chip.live = *newest <= kStale;
    if (polling) {
      chip.value += tr(", polled");
    } else if (loading) {
      chip.value += tr(", loading");
    }
  } else {
    chip.value = loading ? tr("connecting") : tr("no data");
    chip.mark = Mark::notConfigured;
  }
  return chip;
}

std::vector<SourceRow> sourceRows(const cluster::Snapshot& snapshot) {
  std::vector<const cluster::Source*> order;
  for (const cluster::Source& source : snapshot.sources) {
    order.push_back(&source);
  }
  std::stable_sort(order.begin(), order.end(), [](const cluster::Source* a, const cluster::Source* b) {
    return kindRequest(a->kind).priority < kindRequest(b->kind).priority;
  });
  const bool modern = snapshot.source(Kind::DeviceClass).status.state != SourceState::notServed;
  const auto sizes = sizesOf(snapshot.tables);
  std::vector<SourceRow> rows;
  for (const cluster::Source* source : order) {
    const SourceStatus& status = source->status;
    const KindRequest& request = kindRequest(source->kind);
    if (modern && status.state == SourceState::notServed && isClassic({{}, {}, request.resource, {}, true})) {
      continue;
    }
    SourceRow row;
    row.kind = source->kind;
    row.name = QString::fromStdString(request.resource);
    row.version = status.resource.version.empty() ? QString::fromStdString(request.group) : plain(status.resource.apiVersion());
    const Bound bound = snapshot.boundOf(source->kind);
    row.count = status.state == SourceState::notServed
                    ? QStringLiteral("–")
                    : number(Count{static_cast<std::int64_t>(sizes[static_cast<std::size_t>(source->kind)]), bound});
    row.way = sourceWay(status.state);
    const std::optional<std::int64_t> ageMs = snapshot.ageMs(source->kind);
    row.age = ageMs ? age(*ageMs, true) : QString();
    row.mark = markOf(*source, ageMs);
    if (status.error) {
      row.detail = plain(status.error->message);
    } else if (source->skipped > 0) {
      row.detail =
          counted(static_cast<std::int64_t>(source->skipped), tr("object could not be read"), tr("objects could not be read"));
      if (source->lastSkip) {
        row.detail += QStringLiteral(": ") + plain(source->lastSkip->message);
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<Error> connectionFailure(const cluster::Snapshot& snapshot) {
  const auto sizes = sizesOf(snapshot.tables);
  std::optional<Error> first;
  for (const cluster::Source& source : snapshot.sources) {
    const SourceStatus& status = source.status;
    if (status.state == SourceState::notServed) {
      continue;
    }
    if (!status.error || sizes[static_cast<std::size_t>(source.kind)] > 0 || isOpen(status.state) ||
        status.state == SourceState::complete) {
      return std::nullopt;
    }
    if (!first || source.kind == Kind::ResourceSlice) {
      first = status.error;
    }
  }
  return first;
}

}  // namespace claimscope::ui
