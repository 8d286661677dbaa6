// ExplanationPage: what each part says, in each state of the answer and its sources. GUI thread.
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "model/explanation/node_reasons.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/explanation/explanation_page.h"
#include "ui/pages/explanation/pending_order.h"

namespace claimscope::ui {
namespace {

constexpr int kPanelRow = 26;
constexpr int kMostRows = 10;        ///< of a table inside the page; more scroll in it
constexpr int kHolderColumns = 610;  ///< below this width the table scrolls sideways
constexpr int kNodeColumns = 540;
constexpr int kScrollBar = 10;

void fitTable(TablePanel& table, std::size_t rows, bool across) {
  const int shown = static_cast<int>(std::min<std::size_t>(rows, kMostRows));
  table.setFixedHeight(kPanelRow + kPanelRow * std::max(1, shown) + (across ? kScrollBar : 0));
}

/// First term that refuses a group; -1 when all pass.
int firstFalse(const explanation::RequestExplanation& request, std::size_t group) {
  for (std::size_t i = 0; i < request.terms.size(); ++i) {
    const std::vector<explanation::Cell>& cells = request.terms[i].cells;
    if (group < cells.size() && cells[group].firstFalse) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

bool holdsState(const std::string& step, cluster::DeviceState state) {
  using cluster::DeviceState;
  if (step == "inUse") {
    return state == DeviceState::inUse || state == DeviceState::reservedNotUsed;
  }
  if (step == "tainted") {
    return state == DeviceState::tainted || state == DeviceState::unhealthy;
  }
  if (step == "free") {
    return state == DeviceState::free;
  }
  return true;
}

}  // namespace

void ExplanationPage::setView(const View& view) {
  m_view = view;
  if (m_pendingOf != view.snapshot->inventory || m_pendingFilter != view.namespaceFilter) {
    m_pendingOf = view.snapshot->inventory;
    m_pendingFilter = view.namespaceFilter;
    m_pending = pendingOrder(*view.snapshot, view.namespaceFilter);
  }
  if (m_subject && view.explanation && answers(*view.explanation, *m_subject)) {
    m_shown = view.explanation;
  }
  showState();
  showPager();
  if (m_shown) {
    showAnswer();
  }
}

void ExplanationPage::showState() {
  const cluster::Snapshot& snapshot = *m_view.snapshot;
  SourceStory story;
  EmptyWords words;
  bool nothing = false;
  m_gone = false;
  if (!m_subject) {
    nothing = true;
    words.title = m_pending.empty() ? tr("No claim waits") : tr("Nothing is chosen to be explained");
    words.detail = m_pending.empty() ? tr("Choose any claim or pod: its history is explained in the same way.")
                                     : tr("Choose a claim or a pod, or walk the pending ones with [ and ].");
    words.action = tr("All claims");
    words.onAction = [this] { Q_EMIT open(QStringLiteral("claims"), std::nullopt, {}); };
  } else {
    const Kind kind = m_subject->kind == "pod" ? Kind::Pod : Kind::ResourceClaim;
    const SourceState state = snapshot.source(kind).status.state;
    const QString name = plain(m_subject->namespaceName) + QLatin1Char('/') + plain(m_subject->name);
    const bool there = exists(snapshot, *m_subject);
    story = storyOf(snapshot, kind, tr("Why it waits cannot be told."), m_shown != nullptr);
    const bool read = state != SourceState::waiting && state != SourceState::loading && state != SourceState::forbidden &&
                      state != SourceState::notServed;
    if (story.show == SourceStory::Show::empty) {
      story.show = SourceStory::Show::rows;
    }
    if (there && m_shown == nullptr && (story.show == SourceStory::Show::rows || story.show == SourceStory::Show::loading)) {
      story.show = SourceStory::Show::loading;
      story.progress = tr("Computing why %1 is as it is").arg(name);
      story.part = -1;
    } else if (!there && read) {
      m_gone = true;
      if (m_shown != nullptr) {
        story.bannerTitle = tr("%1 is deleted.").arg(name);
        story.bannerDetail = tr("This is the last answer, of %1.").arg(clockTime(m_shown->computedFrom));
      } else if (story.show == SourceStory::Show::rows) {
        nothing = true;
        words.title = m_subject->kind == "pod" ? tr("There is no pod %1").arg(name) : tr("There is no claim %1").arg(name);
        words.detail = tr("It was deleted, or it never existed. The list is complete.");
        words.action = tr("All claims");
        words.onAction = [this] { Q_EMIT open(QStringLiteral("claims"), std::nullopt, {}); };
      }
    }
  }
  m_story->setStory(story, words, nothing);
  m_tools->setEnabledFor(m_shown != nullptr);
  if (m_gone) {
    m_breadcrumb->setState({tr("deleted"), ChipTone::unknown, std::nullopt, Mark::notConfigured});
  }
}

void ExplanationPage::showPager() {
  const auto found = m_subject ? std::find(m_pending.begin(), m_pending.end(), *m_subject) : m_pending.end();
  m_tools->setPager(found == m_pending.end() ? -1 : static_cast<int>(found - m_pending.begin()),
                    static_cast<int>(m_pending.size()));
  setTelling(m_tools->tell().isChecked());
}

void ExplanationPage::showAnswer() {
  const explanation::Explanation& answer = *m_shown;
  const Mark mark = markOf(answer);
  if (!m_gone) {
    m_breadcrumb->setState(stateChip(answer, m_view.snapshot->time));
  }
  m_verdict->setVerdict(mark, said(answer.summary), detailLine(m_view, answer));
  m_verdict->setAgreement(agreementChip(answer.scheduler));
  m_ladder->setRungs(answer.ladder, mark, m_view.snapshot->time);
  const bool fresh = m_shownOf != m_subject;
  m_shownOf = m_subject;
  const explanation::RequestExplanation* const now = currentRequest();
  if (fresh || (!m_requestChosen && (now == nullptr || now->fits))) {
    // The one that does not fit is why it waits.
    const auto refused = std::find_if(answer.requests.begin(), answer.requests.end(),
                                      [](const explanation::RequestExplanation& request) { return !request.fits; });
    m_request = refused == answer.requests.end() ? 0 : static_cast<int>(refused - answer.requests.begin());
  }
  showRequests();
  showCurrentRequest();
  showHolders();
  showNodes();
  showEvidence();
  showFixes();
  arrange();
}

void ExplanationPage::showRequests() {
  const auto count = static_cast<int>(m_shown->requests.size());
  m_request = std::clamp(m_request, 0, std::max(0, count - 1));
  QStringList names;
  for (const explanation::RequestExplanation& request : m_shown->requests) {
    const QString name = request.name.empty() ? QStringLiteral("–") : plain(request.name).left(40);
    names << (request.fits ? name : name + QStringLiteral(" !"));
  }
  constexpr int kMostTabs = 5;
  const bool tabs = count <= kMostTabs;
  m_requestBar->setVisible(count > 1);
  m_requestTabs->setVisible(tabs);
  const QSignalBlocker quiet(m_requestTabs);
  if (tabs) {
    delete m_requestChoice;
    m_requestChoice = nullptr;
    m_requestTabs->setChoices(names);
    m_requestTabs->setCurrent(m_request);
  } else {
    const QString key = names.join(QLatin1Char('\n'));
    if (m_requestChoice == nullptr || m_requestChoice->property("names").toString() != key) {
      delete m_requestChoice;
      m_requestChoice = new ChoiceButton(m_look, tr("%1 requests:").arg(number(count)), names, m_requestBar);
      m_requestChoice->setProperty("names", key);
      connect(m_requestChoice, &ChoiceButton::chosen, this, [this](int index) {
        m_requestChosen = true;
        showRequest(index);
      });
      static_cast<QHBoxLayout*>(m_requestBar->layout())->insertWidget(1, m_requestChoice);
      m_requestChoice->show();
    }
    m_requestChoice->setCurrent(m_request);
  }
}

void ExplanationPage::showRequest(int index) {
  if (m_shown && index >= 0 && index < static_cast<int>(m_shown->requests.size())) {
    m_request = index;
    showRequests();
    showCurrentRequest();
  }
}

void ExplanationPage::showCurrentRequest() {
  const explanation::RequestExplanation* request = currentRequest();
  m_facts->setFacts(*m_shown, request);
  const QString name = request != nullptr ? plain(request->name) : QString();
  m_requestTitle->setText(request == nullptr ? tr("WHO ASKS")
                          : name.isEmpty()   ? tr("REQUEST")
                                             : tr("REQUEST %1").arg(name.toUpper()));
  m_funnelPanel->setVisible(request != nullptr && !request->funnel.empty());
  m_truthPanel->setVisible(request != nullptr && !request->terms.empty());
  if (request == nullptr) {
    return;
  }
  m_funnel->setSteps(request->funnel, request->wanted);
  if (!request->terms.empty()) {
    m_truth->setRequest(*request);
    Count devices;
    for (const explanation::DeviceGroup& group : request->groups) {
      devices = devices + group.count;
    }
    QString scope =
        tr("%1 in %2")
            .arg(devicesText(devices), counted(static_cast<std::int64_t>(request->groups.size()), tr("group"), tr("groups")));
    if (!m_truth->foldedDomain().isEmpty()) {
      scope += QStringLiteral(" · ") + tr("[…] is [\"%1\"]").arg(m_truth->foldedDomain());
    }
    m_truthPanel->setScope(scope);
  }
}

void ExplanationPage::showHolders() {
  const std::vector<explanation::Holder>& holders = m_shown->holders;
  m_holdersPanel->setVisible(!holders.empty());
  if (holders.empty()) {
    return;
  }
  Count devices;
  for (const explanation::Holder& holder : holders) {
    devices = devices + holder.devices;
  }
  const auto count = static_cast<std::int64_t>(holders.size());
  m_holdersPanel->setScope(
      (count == 1 ? tr("1 claim holds %1") : tr("%2 claims hold %1").arg(QStringLiteral("%1"), number(count)))
          .arg(devicesText(devices)) +
      QStringLiteral(" · ") + tr("easiest to yield first"));
  m_holderModel.setSource(std::make_shared<const HolderRows>(m_shown, m_view.snapshot->time), {});
  fitTable(*m_holderTable, holders.size(), m_middleWidth < kHolderColumns);
}

void ExplanationPage::showNodes() {
  const auto rows = std::make_shared<const NodeRows>(m_shown->nodes);
  const bool shown = rows->size() > 1 || (rows->size() == 1 && m_shown->requests.empty());
  m_nodesPanel->setVisible(shown);
  if (!shown) {
    return;
  }
  // Where nodes differ the table is the answer, else the last thing one asks.
  const std::string& reason = m_shown->reason;
  const bool first = reason == "MixedPerNode" || reason.rfind("Node", 0) == 0 || reason == "DevicesOnOtherNodes" ||
                     explanation::isNodeReason(reason) || reason == "ClaimPinnedToOtherNode" || m_shown->requests.empty();
  auto* column = static_cast<QVBoxLayout*>(m_middle->layout());
  const int at = first ? column->indexOf(m_requestBar) + 1 : column->indexOf(m_evidencePanel) + 1;
  if (const int now = column->indexOf(m_nodesPanel); now != at && now != at - 1) {
    column->removeWidget(m_nodesPanel);
    column->insertWidget(first ? column->indexOf(m_requestBar) + 1 : column->indexOf(m_evidencePanel) + 1, m_nodesPanel);
  }
  const auto relevant = std::count_if(m_shown->nodes.begin(), m_shown->nodes.end(),
                                      [](const explanation::NodeExplanation& node) { return node.relevant; });
  m_nodesPanel->setScope(tr("%1 of %2 could run the pod by its own selectors")
                             .arg(number(relevant), number(static_cast<std::int64_t>(m_shown->nodes.size()))));
  m_nodeModel.setSource(rows, {});
  fitTable(*m_nodeTable, rows->size(), m_middleWidth < kNodeColumns);
}

void ExplanationPage::showEvidence() {
  m_evidence->setEvidence(m_shown->evidence, m_view.snapshot->time);
  m_evidencePanel->setVisible(!m_shown->evidence.empty());
  m_allEvidence->setText(m_evidence->unfolded() ? tr("Fewer")
                                                : tr("All %1").arg(number(static_cast<std::int64_t>(m_shown->evidence.size()))));
  m_allEvidence->updateGeometry();
}

void ExplanationPage::showFixes() {
  const std::vector<explanation::Fix>& fixes = m_shown->fixes;
  const bool allocated = m_shown->verdict == explanation::Verdict::allocated;
  const QString none = m_shown->verdict == explanation::Verdict::canFit
                           ? tr("No change is needed: it fits now. The scheduler tries again by itself.")
                           : tr("No single change was found that makes it fit. The evidence says what holds it.");
  m_fixesPanel->setVisible(!fixes.empty() || !allocated);
  m_fixes->setFixes(fixes, none);
  const auto verified = std::count_if(fixes.begin(), fixes.end(), [](const explanation::Fix& fix) { return fix.verified; });
  m_fixesNote->setText(fixes.empty()                                           ? QString()
                       : verified == static_cast<std::ptrdiff_t>(fixes.size()) ? tr("each one simulated")
                       : verified == 0                                         ? tr("not simulated")
                                                                               : tr("green: simulated"));
  m_unknowns->setUnknowns(m_shown->unknowns);
  m_unknownsPanel->setVisible(!m_shown->unknowns.empty());
  m_unknownsPanel->setScope(number(static_cast<std::int64_t>(m_shown->unknowns.size())));
}

void ExplanationPage::listGroup(int group) {
  const explanation::RequestExplanation* request = currentRequest();
  if (request == nullptr || group < 0 || group >= static_cast<int>(request->groups.size())) {
    return;
  }
  const explanation::DeviceGroup& about = request->groups[static_cast<std::size_t>(group)];
  const auto listed = static_cast<std::int64_t>(about.devices.size());
  const QString foot =
      listed < about.count.value ? tr("%1 of %2 are listed").arg(number(listed), devicesText(about.count)) : QString();
  m_popup->open(plain(about.label), {{plain(about.label), devicesText(about.count), about.devices}}, *m_view.snapshot, foot,
                m_truth->mapTo(this, QPoint(m_truth->width() / 2, 30)));
}

void ExplanationPage::listStep(int index) {
  const explanation::RequestExplanation* request = currentRequest();
  if (request == nullptr || index < 0 || index >= static_cast<int>(request->funnel.size())) {
    return;
  }
  const explanation::FunnelStep& step = request->funnel[static_cast<std::size_t>(index)];
  const bool all = step.id == "seen";
  const bool passing = !all && step.id.rfind("pass", 0) != 0;
  std::vector<DeviceChoice> choices;
  bool cut = false;
  for (std::size_t g = 0; g < request->groups.size(); ++g) {
    const explanation::DeviceGroup& group = request->groups[g];
    const int term = firstFalse(*request, g);
    const bool byClass = term >= 0 && request->terms[static_cast<std::size_t>(term)].from == "class";
    const bool here = all || (passing ? term < 0 : term >= 0 && byClass == (step.id == "passClass"));
    if (!here) {
      continue;
    }
    DeviceChoice choice{plain(group.label), devicesText(group.count), {}};
    if (term >= 0 && !all) {
      choice.detail += QStringLiteral(" · ") + plain(request->terms[static_cast<std::size_t>(term)].expression);
    }
    for (const cluster::DeviceIndex device : group.devices) {
      if (!passing || (device < m_view.snapshot->inventory->devices.size() &&
                       holdsState(step.id, m_view.snapshot->inventory->devices[device].state))) {
        choice.devices.push_back(device);
      }
    }
    cut = cut || static_cast<std::int64_t>(group.devices.size()) < group.count.value;
    if (!choice.devices.empty() || !passing) {
      choices.push_back(std::move(choice));
    }
  }
  const QString title = all ? tr("Devices seen") : passing ? said(step.title) : tr("Refused before: %1").arg(said(step.title));
  if (choices.empty()) {
    choices.push_back({tr("No device"), tr("Nothing is lost here."), {}});
  }
  m_popup->open(
      title, choices, *m_view.snapshot,
      cut ? tr("At most %1 devices of a group are listed").arg(number(static_cast<std::int64_t>(explanation::kMaxListed)))
          : QString(),
      m_funnel->mapTo(this, QPoint(m_funnel->barRect(index).x(), m_funnel->height() - 16)));
}

}  // namespace claimscope::ui
