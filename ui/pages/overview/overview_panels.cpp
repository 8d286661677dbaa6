// OverviewPage: what each panel says, in each state of its sources. GUI thread.
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/charts/duration_scale.h"
#include "ui/pages/overview/overview_page.h"

namespace claimscope::ui {
namespace {

/// Kinds that have been listed, refused or found missing, of all.
struct Loaded {
  std::int64_t kinds = 0;
  std::int64_t done = 0;
};

Loaded loadedKinds(const cluster::Snapshot& snapshot) {
  Loaded out;
  for (const cluster::Source& source : snapshot.sources) {
    ++out.kinds;
    out.done += source.status.state == SourceState::waiting || source.status.state == SourceState::loading ? 0 : 1;
  }
  return out;
}

bool served(const cluster::Snapshot& snapshot, Kind kind) {
  return snapshot.source(kind).status.state != SourceState::notServed;
}

QStringList plainLinesOf(const std::vector<std::string>& texts) {
  QStringList out;
  std::transform(texts.begin(), texts.end(), std::back_inserter(out), [](const std::string& text) { return said(text); });
  return out;
}

}  // namespace

void OverviewPage::showVerdict() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const diagnosis::Diagnosis& diagnosis = *m_view.diagnosis;
  const bool noDra = !served(snapshot, Kind::ResourceClaim) && !served(snapshot, Kind::ResourceSlice);
  QString sentence = said(diagnosis.verdict);
  QString evidence = said(diagnosis.verdictDetail);
  Mark mark = Mark::ok;
  if (diagnosis.anythingWrong) {
    mark = markOf(diagnosis.worst);
  } else if (!snapshot.firstSyncDone || noDra) {
    mark = Mark::unknown;
  }
  if (sentence.isEmpty()) {
    if (!snapshot.firstSyncDone) {
      const Loaded loaded = loadedKinds(snapshot);
      sentence = tr("Loading the cluster");
      evidence = tr("%1 of %2 kinds are read. Numbers grow until then.").arg(number(loaded.done), number(loaded.kinds));
    } else if (noDra) {
      sentence = tr("This API server has no resource.k8s.io");
      evidence = tr("Dynamic Resource Allocation is switched off or older than the API server knows.");
    } else if (diagnosis.anythingWrong && !diagnosis.findings.empty()) {
      sentence = said(diagnosis.findings.front().title);
      evidence = said(diagnosis.findings.front().detail);
    } else {
      sentence = tr("Nothing is wrong");
      evidence = tr("%1 checks passed.").arg(number(static_cast<std::int64_t>(diagnosis.checksPassed)));
    }
  }
  m_verdict->setVerdict(mark, sentence, evidence);
  m_explain->setVisible(oldestWaiting().has_value());
}

void OverviewPage::showFindings() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const diagnosis::Diagnosis& diagnosis = *m_view.diagnosis;
  m_findings->setView(m_view);
  const auto open = static_cast<std::int64_t>(diagnosis.findings.size());
  const auto passed = static_cast<std::int64_t>(diagnosis.checksPassed);
  m_findingsPanel->setScope(diagnosis.checksRun == 0 ? tr("%1 open").arg(number(open))
                                                     : tr("%1 open · %2 checks passed").arg(number(open), number(passed)));
  SourceStory story;
  if (!snapshot.firstSyncDone) {
    const Loaded loaded = loadedKinds(snapshot);
    story.show = open == 0 ? SourceStory::Show::loading : SourceStory::Show::rows;
    story.part = loaded.kinds == 0 ? -1 : static_cast<double>(loaded.done) / static_cast<double>(loaded.kinds);
    story.progress = tr("%1 of %2 kinds read; checks run on what is there").arg(number(loaded.done), number(loaded.kinds));
  }
  EmptyWords words;
  words.title = tr("No finding is open");
  words.detail = diagnosis.checksRun == 0
                     ? QString()
                     : tr("%1 of %2 checks passed.").arg(number(passed), number(static_cast<std::int64_t>(diagnosis.checksRun)));
  if (!diagnosis.notChecked.empty()) {
    constexpr qsizetype kMostNamed = 3;
    QStringList notChecked = plainLinesOf(diagnosis.notChecked);
    const qsizetype more = notChecked.size() - kMostNamed;
    notChecked = notChecked.mid(0, kMostNamed);
    words.detail += QLatin1Char('\n') + tr("Not checked: %1").arg(notChecked.join(QStringLiteral(", ")));
    words.detail += more > 0 ? tr(" and %1 more").arg(number(static_cast<std::int64_t>(more))) : QString();
  }
  m_findingsStory->setStory(story, words, open == 0);
}

void OverviewPage::showPools() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  m_pools->setView(m_view);
  m_poolsPanel->setScope(countedBound(static_cast<std::int64_t>(inventory.devices.size()),
                                      printedBound(snapshot, Kind::ResourceSlice), tr("device"), tr("devices")));
  const bool any = m_pools->rows() > 0;
  const SourceStory story = storyOf(snapshot, Kind::ResourceSlice, tr("Devices, their states and free counts are unknown."), any);
  m_pools->setStale(story.stale);
  EmptyWords words;
  words.title = tr("No driver publishes devices");
  words.detail = tr("0 ResourceSlices. The list is complete.");
  m_poolsStory->setStory(story, words, !any);
}

void OverviewPage::showPending(bool sameRows) {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  std::optional<std::int64_t> usual;
  if (m_view.latency != nullptr && m_view.latency->all.at[1].bound != Bound::unknown) {
    usual = m_view.latency->all.at[1].ms;
  }
  auto rows = std::make_shared<const PendingRows>(m_claims, m_choice, snapshot.time, usual);
  if (sameRows) {
    m_pendingModel.swapSource(std::move(rows));
  } else {
    const bool first = m_pendingModel.source() == nullptr;
    m_pendingModel.setSource(std::move(rows), {});
    if (first) {
      m_pendingModel.setDefaultSort({{PendingRows::kAge, true}});
    }
  }
  const Bound bound = printedBound(snapshot, Kind::ResourceClaim);
  const QString waiting = number(Count{m_facts->waiting, bound});
  const auto late = std::count_if(m_choice->waitingSince.begin(), m_choice->waitingSince.end(),
                                  [&](Time since) { return snapshot.time - since > m_question.objective.ms; });
  QString scope = tr("%1 waiting").arg(waiting);
  if (late > 0) {
    scope +=
        QStringLiteral(" · ") + tr("%1 longer than the %2 objective").arg(number(late), plainDuration(m_question.objective.ms));
  }
  if (!m_view.namespaceFilter.empty()) {
    scope += QStringLiteral(" · ") + plain(m_view.namespaceFilter);
  }
  m_pendingPanel->setScope(scope);
  const std::int64_t claims = m_facts->tabs[0] - m_facts->tabs[static_cast<std::size_t>(ClaimTab::missing)];
  m_allClaims->setText(m_facts->waiting > 0 ? tr("All %1 in Claims").arg(waiting) : tr("All claims"));
  const bool any = !m_choice->worst.empty();
  SourceStory story = storyOf(snapshot, Kind::ResourceClaim, tr("Which claims wait is unknown."), any || claims > 0);
  EmptyWords words;
  if (claims > 0) {
    const std::int64_t allocated = m_facts->tabs[static_cast<std::size_t>(ClaimTab::reserved)] +
                                   m_facts->tabs[static_cast<std::size_t>(ClaimTab::allocated)];
    words.title = tr("No claim waits");
    words.detail = tr("%1 of %2 claims are allocated.").arg(number(allocated), number(Count{claims, bound}));
  } else {
    words.title = tr("No claim exists");
    words.detail = m_view.namespaceFilter.empty()
                       ? tr("0 ResourceClaims. The list is complete.")
                       : tr("0 ResourceClaims in %1. The list is complete.").arg(plain(m_view.namespaceFilter));
  }
  m_pending->setStory(story, words);
}

void OverviewPage::showLatency() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const latency::Report* report = m_view.latency.get();
  m_latency->setReport(m_view.latency);
  const bool any = report != nullptr && report->claims > 0;
  m_latencyPanel->setScope(any ? tr("1 h · %1").arg(countedBound(report->claims, report->bound, tr("claim"), tr("claims")))
                               : QString());
  const bool watched = m_view.lives != nullptr && m_view.lives->watchedSince.isSet();
  m_latencyChip->setTexts(watched ? tr("from the watch") : tr("from API objects"));
  m_latencyChip->setToolTip(
      watched ? tr("From the pod's creation to running containers: watch times where seen live, else the times in the objects, "
                   "whole seconds.")
              : tr("From the pod's creation to running containers, by the times in the objects themselves, whole seconds. Claims "
                   "that are gone are not counted."));
  m_latencyChip->setVisible(any);
  const SourceStory claims = storyOf(snapshot, Kind::ResourceClaim, tr("Latency is unknown."), any);
  // The panel beside this one has the banner; here only what stands in place of numbers is said.
  SourceStory story;
  story.show = claims.show == SourceStory::Show::empty ? SourceStory::Show::rows : claims.show;
  story.title = claims.title;
  story.detail = claims.detail;
  if (report == nullptr && story.show == SourceStory::Show::rows && snapshot.firstSyncDone) {
    story.show = SourceStory::Show::loading;
  }
  EmptyWords words;
  words.title = tr("No claim asked for devices in the last hour");
  if (report != nullptr && report->leftOut > 0) {
    words.title = tr("No allocation time is known");
    words.detail = tr("%1: nothing in the objects says when, and the watch had not begun.")
                       .arg(counted(report->leftOut, tr("allocated claim"), tr("allocated claims")));
  }
  m_latencyStory->setStory(story, words, !any);
}

void OverviewPage::showSubtitle() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  const cluster::Inventory& inventory = *snapshot.inventory;
  const QStringList parts{
      countedBound(static_cast<std::int64_t>(inventory.nodes.size()), printedBound(snapshot, Kind::Node), tr("node"),
                   tr("nodes")),
      countedBound(static_cast<std::int64_t>(inventory.devices.size()), printedBound(snapshot, Kind::ResourceSlice), tr("device"),
                   tr("devices")),
      countedBound(static_cast<std::int64_t>(inventory.claims.size()), printedBound(snapshot, Kind::ResourceClaim), tr("claim"),
                   tr("claims")),
      countedBound(m_podsWithClaims, printedBound(snapshot, Kind::Pod), tr("pod with claims"), tr("pods with claims"))};
  const QString text = parts.join(QStringLiteral(" · "));
  if (text != m_subtitle) {
    m_subtitle = text;
    Q_EMIT subtitleChanged();
  }
}

}  // namespace claimscope::ui
