// MainWindow: what is explained, what is copied of it, and who is told when a claim is allocated. GUI thread.
#include <algorithm>

#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/selector/selector_page.h"
#include "ui/shell/main_window.h"

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
    m_notifier.unwatch(*subject);
    m_explanation->setTelling(tell && m_notifier.watch(m_view, *subject));
  });
}

/// On pages that do without the inspector it comes when asked for, and stays until it is closed.
void MainWindow::inspectBeside(const ObjectRef& object, bool yaml) {
  m_inspectorWanted = true;
  m_selection = object;
  updateDetached(false);
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
    m_explanation->setTelling(m_notifier.watches(*subject));
  }
  if (subject != m_explained) {
    m_explained = subject;
    Q_EMIT explanationRequested(subject, m_paused && subject ? m_view.snapshot : nullptr);
  }
}

}  // namespace claimscope::ui
