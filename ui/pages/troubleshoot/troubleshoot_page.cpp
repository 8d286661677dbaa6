#include "ui/pages/troubleshoot/troubleshoot_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/wizard_side.h"
#include "ui/pages/explanation/settling.h"
#include "ui/pages/troubleshoot/troubleshoot_words.h"

namespace claimscope::ui {
namespace {

constexpr int kLeftWidth = 236;
constexpr int kRightWidth = 404;
constexpr int kScrollRoom = 12;  ///< right of it, in the margin of the page

/// How many checks are proven, ruled out and unknown, as shapes with numbers.
class Tally final : public QWidget {
 public:
  explicit Tally(Look& look) : m_look(look) {
    setFixedSize(150, 20);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  void set(const VerdictTally& tally) {
    m_tally = tally;
    setAccessibleName(
        TroubleshootPage::tr("%1 proven, %2 ruled out, %3 unknown").arg(tally.proven).arg(tally.ruledOut).arg(tally.unknown));
    setVisible(tally.all > 0);
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    painter.setFont(m_look.font(FontRole::caption));
    int x = width();
    const auto part = [&](Mark mark, int count) {
      const QString words = QString::number(count);
      const int wide = painter.fontMetrics().horizontalAdvance(words);
      x -= wide;
      painter.setPen(theme.text.muted);
      painter.drawText(QRect(x, 0, wide + 1, height()), Qt::AlignVCenter | Qt::AlignLeft, words);
      x -= 17;
      paintMark(painter, QRectF(x, (height() - 13) / 2.0, 13, 13), mark, theme, theme.bg.panel);
      x -= 12;
    };
    part(Mark::unknown, m_tally.unknown);
    part(Mark::ok, m_tally.ruledOut);
    part(Mark::warning, m_tally.proven);
  }

 private:
  Look& m_look;
  VerdictTally m_tally;
};

}  // namespace

TroubleshootPage::TroubleshootPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_trail(new Trail(look, tr("Troubleshoot"), this)),
      m_tools(new QWidget(this)),
      m_when(new PlainLabel(look, FontRole::small, Ink::muted, m_tools)),
      m_again(new Button(look, ButtonStyle::normal, tr("Run again"), true, m_tools)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy as Markdown"), true, m_tools)),
      m_report(new Button(look, ButtonStyle::normal, tr("Report…"), true, m_tools)),
      m_verdict(new VerdictBand(look, this)),
      m_body(new QStackedWidget(this)),
      m_picker(new ObjectPicker(look)),
      m_emptyPanel(new Panel(look, tr("Checks"))),
      m_conclusion(new Conclusion(look)),
      m_log(new LogPanel(look)) {
  m_trail->hide();
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  m_when->setElide(Qt::ElideNone);
  m_again->setIconId(QStringLiteral("refresh"));
  m_copy->setIconId(QStringLiteral("copy"));
  tools->addWidget(m_when);
  tools->addWidget(m_again);
  tools->addWidget(m_copy);
  m_report->setToolTip(tr("Incident report: save or copy it (Ctrl+R)"));
  tools->addWidget(m_report);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 0, 16 - kScrollRoom, 12);
  column->setSpacing(12);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(0, 0, kScrollRoom, 0);
  top->addWidget(m_verdict);
  column->addLayout(top);
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  row->addWidget(makeLeft());
  makeMiddle();
  row->addWidget(m_body, 1);
  auto* settling = new Settling;
  auto* inner = new QVBoxLayout(settling);
  inner->setContentsMargins(0, 0, 0, 0);
  inner->setSpacing(12);
  inner->addWidget(m_log);
  inner->addWidget(m_conclusion, 1);
  m_right = quietScroll(settling, this);
  settling->setFixedWidth(kRightWidth);
  m_right->setFixedWidth(kRightWidth + kScrollRoom);
  row->addWidget(m_right);
  m_rightGap = new QWidget(this);  // the spacing before it is the margin while the right column is away
  m_rightGap->setFixedWidth(0);
  row->addWidget(m_rightGap);
  column->addLayout(row, 1);
  setFocusProxy(m_workflows);

  connect(m_trail, &Trail::rootWanted, this, [this] { backToAll(); });
  connect(m_report, &QAbstractButton::clicked, this, &TroubleshootPage::reportWanted);
  connect(m_again, &QAbstractButton::clicked, this, [this] { run(m_workflow, m_object); });
  connect(m_copy, &QAbstractButton::clicked, this, [this] {
    if (const diagnosis::WorkflowResult* shown = result()) {
      QGuiApplication::clipboard()->setText(resultMarkdown(*shown));
    }
  });
  connect(m_workflows, &OpenList::picked, this, [this](const QString& id) {
    if (const diagnosis::Workflow* workflow = diagnosis::findWorkflow(id.toStdString())) {
      run(id.toStdString(), objectFor(*workflow, m_selection, *m_view.diagnosis));
    }
  });
  connect(m_findings, &OpenList::picked, this, &TroubleshootPage::pickFinding);
  connect(m_checks, &CheckList::objectWanted, this, [this](const ObjectRef& object) { Q_EMIT inspectRequested(object, false); });
  connect(m_conclusion, &Conclusion::requestWanted, this, &TroubleshootPage::requestWanted);
  connect(m_conclusion, &Conclusion::moderniseWanted, this,
          [this] { Q_EMIT open(QStringLiteral("modernise"), {}, QStringLiteral("stored")); });
  connect(m_picker, &ObjectPicker::accepted, this, [this] {
    const std::vector<ObjectRef> chosen = m_picker->chosen();
    if (!chosen.empty()) {
      run(m_workflow, chosen.front());
    }
  });
}

QWidget* TroubleshootPage::makeLeft() {
  auto* left = new QWidget(this);
  left->setFixedWidth(kLeftWidth);
  auto* column = new QVBoxLayout(left);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  m_workflowPanel = new Panel(m_look, tr("Workflows"), left);
  m_workflows = new OpenList(m_look, 40, false);
  m_workflows->setAccessibleName(tr("Workflows"));
  m_workflowPanel->setBody(quietScroll(m_workflows, m_workflowPanel));
  column->addWidget(m_workflowPanel, 3);
  m_findingPanel = new Panel(m_look, tr("Findings"), left);
  m_findings = new OpenList(m_look, 32, true);
  m_findings->setAccessibleName(tr("Findings"));
  m_findingPanel->setBody(quietScroll(m_findings, m_findingPanel));
  column->addWidget(m_findingPanel, 2);
  return left;
}

void TroubleshootPage::makeMiddle() {
  m_checksPanel = new Panel(m_look, tr("Checks"));
  m_checksPanel->setScope(tr("each one an explanation that is proven, ruled out or unknown"));
  m_tally = new Tally(m_look);
  m_checksPanel->addTool(m_tally);
  m_checks = new CheckList(m_look);
  auto* settling = new Settling;
  auto* inner = new QVBoxLayout(settling);
  inner->setContentsMargins(0, 0, 0, 0);
  inner->addWidget(m_checks);
  m_checkScroll = quietScroll(settling, m_checksPanel);
  m_checksPanel->setBody(m_checkScroll);
  makeOpen();
  for (QWidget* page : std::initializer_list<QWidget*>{m_emptyPanel, m_openPanel, m_checksPanel, m_picker}) {
    m_body->addWidget(page);
  }
}

void TroubleshootPage::makeOpen() {
  m_openPanel = new Panel(m_look, tr("Findings"));
  m_open = new FindingsList(m_look, m_openPanel);
  m_openPanel->setBody(m_open);
  const auto pick = [this] {
    if (m_open->currentIndex().isValid()) {
      pickFinding(QString::fromStdString(m_open->findings().at(m_open->currentIndex().row()).id));
    }
  };
  connect(m_open, &QAbstractItemView::clicked, this, pick);
  connect(m_open, &FindingsList::findingActivated, this, pick);
}

const diagnosis::WorkflowResult* TroubleshootPage::result() const {
  const diagnosis::WorkflowResult* given = m_view.actions == nullptr ? nullptr : m_view.actions->workflow.get();
  return given != nullptr && !m_workflow.empty() && given->workflow == m_workflow &&
                 given->object == (m_object ? m_object->str() : std::string())
             ? given
             : nullptr;
}

void TroubleshootPage::setView(const View& view) {
  m_view = view;
  refresh();
}

void TroubleshootPage::refresh() {
  if (m_view.snapshot == nullptr || m_view.diagnosis == nullptr) {
    return;
  }
  const diagnosis::WorkflowResult* shown = result();
  const bool failed = m_view.actions != nullptr && m_view.actions->workflowError.has_value();
  m_waiting = m_waiting && shown == nullptr && !failed;
  m_workflows->setItems(workflowItems(*m_view.diagnosis, shown));
  m_workflows->setCurrent(QString::fromStdString(m_workflow));
  const auto suggested = std::count_if(diagnosis::allWorkflows().begin(), diagnosis::allWorkflows().end(),
                                       [&](const diagnosis::Workflow& w) { return !findingsFor(w, *m_view.diagnosis).empty(); });
  m_workflowPanel->setScope(suggested > 0 ? tr("%1 suggested").arg(number(suggested)) : QString());
  m_findings->setItems(findingItems(*m_view.diagnosis, m_view.snapshot->time));
  m_open->setView(m_view);
  for (Panel* panel : {m_findingPanel, m_openPanel}) {
    panel->setScope(tr("%1 open").arg(number(static_cast<std::int64_t>(m_view.diagnosis->findings.size()))));
  }
  if (m_asking) {
    if (const diagnosis::Workflow* workflow = diagnosis::findWorkflow(m_workflow)) {
      ask(*workflow);
    }
  } else if (shown != nullptr) {
    showResult(*shown);
  } else {
    showIdle();
  }
  m_findingPanel->setVisible(m_body->currentWidget() != m_openPanel);
  m_again->setVisible(!m_workflow.empty() && !m_asking);
  m_again->setEnabled(!m_waiting);
  m_copy->setVisible(shown != nullptr && !m_asking);
  const QString before = m_trail->text();
  const diagnosis::Workflow* open = diagnosis::findWorkflow(m_workflow);
  if (open == nullptr) {
    m_trail->setPlace({}, {}, tr("Runbooks that run themselves. They only read."));
  } else {
    m_trail->setPlace(said(open->title), m_object ? plain(m_object->name) : QString(), {});
  }
  if (before != m_trail->text()) {
    Q_EMIT subtitleChanged();
  }
}

void TroubleshootPage::showRight(bool shown) {
  m_right->setVisible(shown);
  m_rightGap->setVisible(!shown);
}

void TroubleshootPage::showTally(const diagnosis::WorkflowResult* shown) {
  static_cast<Tally*>(m_tally)->set(shown == nullptr ? VerdictTally{} : tallyOf(*shown));
}

/// No result: nothing was asked, it is on its way, or it could not run.
void TroubleshootPage::showIdle() {
  showRight(false);
  m_when->setText(QString());
  m_shown.reset();
  showTally(nullptr);
  const std::size_t all = diagnosis::allWorkflows().size();
  const auto findings = static_cast<std::int64_t>(m_view.diagnosis->findings.size());
  QString title;
  QString detail;
  if (m_waiting) {
    m_verdict->setVerdict(Mark::running, tr("The checks run."), tr("They read what is in sight; nothing is changed."));
    title = tr("The checks run");
  } else if (!m_workflow.empty() && m_view.actions != nullptr && m_view.actions->workflowError) {
    const Error& error = *m_view.actions->workflowError;
    m_verdict->setVerdict(Mark::critical, said(error.message), said(error.fix));
    title = tr("It could not run");
    detail = plain(error.text());
  } else if (all == 0) {
    m_verdict->setVerdict(Mark::notice, tr("No workflow is part of this build."), QString());
    title = tr("No workflow");
  } else {
    const bool any = findings > 0;
    m_verdict->setVerdict(any ? markOf(m_view.diagnosis->worst) : Mark::ok,
                          any ? tr("%1 open. Choose a finding or a workflow: it runs at once.")
                                    .arg(counted(findings, tr("finding is"), tr("findings are")))
                              : tr("Nothing is found. A workflow can be run all the same."),
                          said(m_view.diagnosis->verdict));
    if (any) {
      m_body->setCurrentWidget(m_openPanel);
      return;
    }
    title = tr("Nothing has run yet");
    detail = tr(
        "Workflows that findings suggest stand first. Each check says what it looked at, and ends proven, ruled out or unknown.");
  }
  if (const QString key = title + QLatin1Char('\n') + detail; key != m_emptyKey || m_emptyPanel->body() == nullptr) {
    m_emptyKey = key;
    m_emptyPanel->setBody(makeEmptyNote(m_look, title, detail));
  }
  m_body->setCurrentWidget(m_emptyPanel);
}

void TroubleshootPage::showResult(const diagnosis::WorkflowResult& shown) {
  const QString sentence = said(shown.verdict);
  const bool proven = shown.outcome == diagnosis::StepVerdict::proven;
  m_verdict->setVerdict(markOf(shown.outcome, shown.severity), proven ? tr("Proven: %1").arg(sentence) : sentence,
                        said(shown.detail));
  const VerdictTally tally = tallyOf(shown);
  m_when->setText(tr("%1 of %2 checks at %3 · read-only")
                      .arg(tally.proven + tally.ruledOut)
                      .arg(tally.all)
                      .arg(shown.computedFrom.isSet() ? clockTime(shown.computedFrom) : QStringLiteral("–")));
  if (m_view.actions->workflow != m_shown) {
    m_shown = m_view.actions->workflow;
    m_checks->setResult(shown);
    m_conclusion->setResult(shown);
    m_log->setLogs(diagnosis::driverLogs(*m_view.snapshot, shown));
    m_checkScroll->verticalScrollBar()->setValue(0);
    // Rows have their places once they are laid out: texts that wrap need a second round of the event loop.
    QTimer::singleShot(0, this, [this] { QTimer::singleShot(0, this, [this] { showDeciding(); }); });
  }
  showTally(&shown);
  showRight(true);
  m_body->setCurrentWidget(m_checksPanel);
}

/// From its head on, as far as there is room.
void TroubleshootPage::showDeciding() {
  if (const QWidget* row = m_checks->deciding()) {
    const int top = row->mapTo(m_checkScroll->widget(), QPoint(0, 0)).y();
    const int below = top + row->height() - m_checkScroll->viewport()->height();
    m_checkScroll->verticalScrollBar()->setValue(std::min(top, std::max(0, below)));
  }
}

/// Which object it should run on.
void TroubleshootPage::ask(const diagnosis::Workflow& workflow) {
  showRight(false);
  m_when->setText(QString());
  showTally(nullptr);
  m_verdict->setVerdict(Mark::notice, tr("%1: choose what to look at.").arg(said(workflow.title)), said(workflow.summary));
  m_picker->setView(m_view, workflow.objectKinds.empty() ? std::string() : std::string(workflow.objectKinds.front()), false);
  m_body->setCurrentWidget(m_picker);
}

void TroubleshootPage::run(const std::string& id, const std::optional<ObjectRef>& object) {
  const diagnosis::Workflow* workflow = diagnosis::findWorkflow(id);
  if (workflow == nullptr) {
    return;
  }
  m_workflow = id;
  m_object = object && runsOn(*workflow, object->kind) ? object : std::nullopt;
  m_asking = workflow->needsObject && !m_object;
  if (m_asking) {
    m_waiting = false;
    refresh();
    m_picker->focusFind();
    return;
  }
  m_waiting = true;
  if (m_desk.runWorkflow) {
    m_desk.runWorkflow(id, m_object);
  }
  refresh();
}

bool TroubleshootPage::runFor(const ObjectRef& object) {
  if (object.kind == "finding" && m_view.diagnosis != nullptr) {
    for (const diagnosis::Finding& finding : m_view.diagnosis->findings) {
      if (finding.id != object.name) {
        continue;
      }
      const std::vector<const diagnosis::Workflow*> offered = diagnosis::workflowsFor(finding);
      if (offered.empty()) {
        return false;
      }
      run(std::string(offered.front()->id), objectFor(*offered.front(), object, *m_view.diagnosis));
      return true;
    }
    return false;
  }
  const std::vector<const diagnosis::Workflow*> offered = diagnosis::workflowsFor(object);
  if (offered.empty()) {
    return false;
  }
  run(std::string(offered.front()->id), object);
  return true;
}

void TroubleshootPage::pickFinding(const QString& id) {
  const ObjectRef finding{"finding", {}, id.toStdString()};
  m_findings->setCurrent(id);
  if (!runFor(finding)) {
    Q_EMIT inspectRequested(finding, false);  // no runbook for it: the inspector says what there is
  }
}

void TroubleshootPage::backToAll() {
  m_workflow.clear();
  m_object.reset();
  m_asking = false;
  m_waiting = false;
  m_findings->setCurrent({});
  if (m_desk.forgetWorkflow) {
    m_desk.forgetWorkflow();
  }
  refresh();
}

void TroubleshootPage::setFilter(const QString& filter) {
  if (!filter.startsWith(QLatin1String("workflow="))) {
    return;
  }
  const std::string id = filter.mid(9).toStdString();
  if (const diagnosis::Workflow* workflow = diagnosis::findWorkflow(id); workflow != nullptr && m_view.diagnosis != nullptr) {
    run(id, objectFor(*workflow, m_selection, *m_view.diagnosis));
  }
}

void TroubleshootPage::focusFind() {
  if (m_asking) {
    m_picker->focusFind();
  }
}

}  // namespace claimscope::ui
