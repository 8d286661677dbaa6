#include "ui/tables/source_facts.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

#include "model/base/access_words.h"
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

/// Bytes a second of the list under way.
double speedOf(const SourceStatus& status, Time now) {
  if (status.state != SourceState::loading || !status.loadingSince.isSet() || status.bytes == 0) {
    return 0;
  }
  const std::int64_t ms = now - status.loadingSince;
  return ms > 0 ? static_cast<double>(status.bytes) * 1000.0 / static_cast<double>(ms) : 0;
}

QString speedText(double bytesASecond) {
  return bytesASecond >= 1 ? byteCount(static_cast<std::uint64_t>(bytesASecond)) + QStringLiteral("/s") : QString();
}

QString rateOf(const SourceStatus& status, Time now) {
  return speedText(speedOf(status, now));
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
    row.objects = static_cast<std::int64_t>(sizes[static_cast<std::size_t>(source->kind)]);
    row.byteValue = status.bytes;
    row.bytes = status.bytes > 0 ? byteCount(status.bytes) : QString();
    row.rate = rateOf(status, snapshot.time);
    row.relists = status.relists;
    row.reconnects = status.reconnects;
    if (const QString only = limitedTo(status); !only.isEmpty()) {
      row.way += QLatin1Char(' ') + tr("in %1").arg(only);
    }
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

QString byteCount(std::uint64_t bytes) {
  static constexpr std::array<const char*, 5> kUnits = {"B", "kB", "MB", "GB", "TB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  const int decimals = unit == 0 || value >= 99.95 ? 0 : 1;
  return QString::number(value, 'f', decimals) + QLatin1Char(' ') + QLatin1String(kUnits[unit]);
}

QString objectCount(const cluster::Snapshot& snapshot) {
  const auto sizes = sizesOf(snapshot.tables);
  return counted(static_cast<std::int64_t>(std::accumulate(sizes.begin(), sizes.end(), std::size_t{0})), tr("object"),
                 tr("objects"));
}

std::optional<LoadProgress> loadProgress(const cluster::Snapshot& snapshot) {
  if (snapshot.server.origin != Origin::apiServer) {
    return std::nullopt;
  }
  std::uint64_t loaded = 0;
  std::uint64_t expected = 0;
  std::uint64_t bytes = 0;
  double speed = 0;
  bool known = true;
  QStringList missing;
  bool anything = false;
  for (const cluster::Source& source : snapshot.sources) {
    const SourceStatus& status = source.status;
    anything = anything || (status.state != SourceState::waiting && status.state != SourceState::failed);
    loaded += status.objects;
    bytes += status.bytes;
    if (status.state != SourceState::waiting && status.state != SourceState::loading) {
      expected += status.objects;
      continue;
    }
    speed += speedOf(status, snapshot.time);
    expected += std::max(status.expectedAtLeast.value_or(0), status.objects);
    known = known && status.expectedAtLeast.has_value();
    QString words = plain(kindRequest(source.kind).resource);
    if (status.objects > 0) {
      words += QLatin1Char(' ') + number(static_cast<std::int64_t>(status.objects));
    }
    if (status.expectedAtLeast) {
      words += tr(" of %1").arg(number(Count{static_cast<std::int64_t>(*status.expectedAtLeast), Bound::atLeast}));
    }
    missing += words;
  }
  if (missing.isEmpty() || !anything) {
    return std::nullopt;
  }
  LoadProgress out;
  const bool counted = expected > loaded;
  out.part = counted && known ? static_cast<double>(loaded) / static_cast<double>(expected) : -1;
  QStringList parts{counted ? tr("%1 of %2 objects")
                                  .arg(number(static_cast<std::int64_t>(loaded)),
                                       number(Count{static_cast<std::int64_t>(expected), Bound::atLeast}))
                            : tr("%1 objects so far").arg(number(static_cast<std::int64_t>(loaded))),
                    byteCount(bytes)};
  if (const QString text = speedText(speed); !text.isEmpty()) {
    parts += text;
  }
  out.words = parts.join(QStringLiteral(", "));
  out.kinds = missing.join(QStringLiteral(", "));
  return out;
}

QString limitedTo(const SourceStatus& status) {
  return status.error ? plain(onlyNamespaceIn(*status.error)) : QString();
}

QString onlyNamespace(const cluster::Snapshot& snapshot) {
  for (const cluster::Source& source : snapshot.sources) {
    if (const QString only = limitedTo(source.status); !only.isEmpty()) {
      return tr("only namespace %1").arg(only);
    }
  }
  return {};
}

QString nextTry(const cluster::Snapshot& snapshot) {
  Time next;
  for (const cluster::Source& source : snapshot.sources) {
    const SourceStatus& status = source.status;
    const bool waits = status.state == SourceState::failed || status.state == SourceState::forbidden;
    if (waits && status.loadingSince.isSet() && (!next.isSet() || status.loadingSince < next)) {
      next = status.loadingSince;
    }
  }
  if (!next.isSet() || !snapshot.time.isSet()) {
    return {};
  }
  const std::int64_t left = next - snapshot.time;
  return left > 0 ? tr("next try in %1").arg(age(left + 999)) : tr("trying now");
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
