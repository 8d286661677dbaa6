// MainWindow: what is explained, what is copied of it, and who is told when a claim is allocated. GUI thread.
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/selector/selector_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/notice_line.h"
#include "ui/tables/object_texts.h"

namespace claimscope::ui {

void MainWindow::connectExplanation() {
  connect(m_explanation, &ExplanationPage::subjectRequested, this,
          [this](const ObjectRef& subject) { openPage(QStringLiteral("explanation"), subject); });
  connect(m_explanation, &ExplanationPage::inspectRequested, this, &MainWindow::inspectBeside);
  connect(m_selector, &SelectorPage::inspectRequested, this, &MainWindow::inspectBeside);
  connect(m_explanation, &ExplanationPage::editRequested, this, [this](const QString& expression, const QString& deviceClass) {
    openPage(QStringLiteral("selector"));
    m_selector->edit(expression, deviceClass);
  });
  connect(m_explanation, &ExplanationPage::copyRequested, this, [this] {
    if (m_explanation->shown() != nullptr) {
      Q_EMIT explanationCopyRequested(m_explanation->shown());
    }
  });
  connect(m_explanation, &ExplanationPage::tellRequested, this, [this](bool tell) {
    const std::optional<ObjectRef> subject = m_explanation->subject();
    if (!subject) {
      return;
    }
    m_watched.erase(std::remove(m_watched.begin(), m_watched.end(), *subject), m_watched.end());
    if (tell) {
      m_watched.push_back(*subject);
    }
    m_explanation->setTelling(tell);
  });
}

/// On pages that do without the inspector it comes when asked for, and stays until it is closed.
void MainWindow::inspectBeside(const ObjectRef& object, bool yaml) {
  m_inspectorWanted = true;
  m_selection = object;
  m_inspector->setObject(object);
  showInspector(true);
  if (yaml) {
    m_inspector->showYaml();
  }
}

void MainWindow::setAskSelector(AskSelector ask) {
  m_selector->setAsk(std::move(ask));
}

/// The claim or pod that E and the page mean: the selection, a finding's first one, what was explained last, what waits longest.
std::optional<ObjectRef> MainWindow::explainable() const {
  const auto usable = [](const ObjectRef& object) { return object.kind == "claim" || object.kind == "pod"; };
  if (m_selection && usable(*m_selection)) {
    return m_selection;
  }
  if (m_selection && m_selection->kind == "finding" && m_view.diagnosis != nullptr) {
    for (const diagnosis::Finding& finding : m_view.diagnosis->findings) {
      const auto found = std::find_if(finding.objects.begin(), finding.objects.end(), usable);
      if (finding.id == m_selection->name && found != finding.objects.end()) {
        return *found;
      }
    }
  }
  if (m_explanation->subject()) {
    return m_explanation->subject();
  }
  if (m_view.snapshot != nullptr) {
    const std::vector<ObjectRef> pending = pendingOrder(*m_view.snapshot, m_view.namespaceFilter);
    if (!pending.empty()) {
      return pending.front();
    }
  }
  return std::nullopt;
}

void MainWindow::explain(const std::optional<ObjectRef>& subject) {
  if (subject) {
    m_explanation->setSubject(subject);
    m_explanation->setTelling(std::find(m_watched.begin(), m_watched.end(), *subject) != m_watched.end());
  }
  if (subject != m_explained) {
    m_explained = subject;
    Q_EMIT explanationRequested(subject, m_paused && subject ? m_view.snapshot : nullptr);
  }
}

void MainWindow::tellWatched() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  for (auto watched = m_watched.begin(); watched != m_watched.end();) {
    const QString name = plain(watched->namespaceName) + QLatin1Char('/') + plain(watched->name);
    const bool gone = snapshot.firstSyncDone && !exists(snapshot, *watched);
    if (!gone && !isAllocated(snapshot, *watched)) {
      ++watched;
      continue;
    }
    QString text = gone ? tr("%1 was deleted before it was allocated.").arg(name) : tr("%1 is allocated.").arg(name);
    const cluster::ClaimIndex index = findClaim(snapshot, *watched);
    if (!gone && index != cluster::kNone) {
      const cluster::ClaimView& claim = snapshot.inventory->claims[index];
      const QString devices = counted(static_cast<std::int64_t>(claim.devices.size()), tr("device"), tr("devices"));
      text = claim.node.empty() ? tr("%1 is allocated: %2.").arg(name, devices)
                                : tr("%1 is allocated: %2 on %3.").arg(name, devices, plain(claim.node.view()));
    }
    setNotice(text);
    if (m_explanation->subject() == *watched) {
      m_explanation->setTelling(false);
    }
    watched = m_watched.erase(watched);
  }
}

}  // namespace claimscope::ui
