// ExplanationPage: its parts, how they share the room, and where a click leads. GUI thread.
#include "ui/pages/explanation/explanation_page.h"

#include <QKeyEvent>
#include <QResizeEvent>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/pages/explanation/pending_order.h"
#include "ui/pages/explanation/settling.h"

namespace claimscope::ui {
namespace {

constexpr int kThreeColumns = 1120;  ///< below: fixes and layers share the left column
constexpr int kRoomy = 1700;
constexpr int kTight = 1240;

/// A panel as tall as what is in it.
void asTallAsNeeded(Panel* panel) {
  panel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

}  // namespace

ExplanationPage::ExplanationPage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_breadcrumb(new Breadcrumb(look, this)),
      m_tools(new ExplanationTools(look, this)),
      m_scroll(new QScrollArea),
      m_story(new StoryFrame(look, m_scroll, 26, this)),
      m_content(new Settling),
      m_grid(new QGridLayout),
      m_verdict(new VerdictCard(look, m_content)),
      m_popup(new DevicePopup(look, this)) {
  m_breadcrumb->hide();
  m_tools->hide();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_story);
  auto* column = new QVBoxLayout(m_content);
  column->setContentsMargins(16, 0, 16, 12);
  column->setSpacing(12);
  column->addWidget(m_verdict);
  m_grid->setHorizontalSpacing(12);
  m_grid->setVerticalSpacing(12);
  column->addLayout(m_grid, 1);
  m_layers = makeLayers();
  makeMiddle();
  makeRight();
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setWidgetResizable(true);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->setWidget(m_content);
  m_scroll->viewport()->setAutoFillBackground(false);
  m_content->setAutoFillBackground(false);
  connectParts();
  arrange();
}

Panel* ExplanationPage::makeLayers() {
  auto* panel = new Panel(m_look, tr("Layers"), m_content);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_ladder = new Ladder(m_look, body);
  column->addWidget(m_ladder);
  const auto section = [&](PlainLabel* title, QWidget* content) {
    column->addWidget(makeLine(m_look, body));
    auto* box = new QVBoxLayout;
    box->setContentsMargins(14, 10, 14, 10);
    box->setSpacing(6);
    box->addWidget(title);
    box->addWidget(content);
    column->addLayout(box);
  };
  m_requestTitle = new PlainLabel(m_look, FontRole::captionStrong, Ink::muted, body);
  m_facts = new RequestFacts(m_look, body);
  section(m_requestTitle, m_facts);
  section(new PlainLabel(m_look, FontRole::captionStrong, Ink::muted, tr("HOW SURE IS A NUMBER"), body),
          new BoundLegend(m_look, body));
  column->addStretch(1);
  panel->setBody(body);
  return panel;
}

void ExplanationPage::makeMiddle() {
  m_middle = new QWidget(m_content);
  auto* column = new QVBoxLayout(m_middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);

  m_requestBar = new QWidget(m_middle);
  auto* bar = new QHBoxLayout(m_requestBar);
  bar->setContentsMargins(0, 0, 0, 0);
  bar->setSpacing(8);
  bar->addWidget(new PlainLabel(m_look, FontRole::small, Ink::muted, tr("Request"), m_requestBar));
  m_requestTabs = new Segmented(m_look, {}, false, m_requestBar);
  m_requestTabs->setAccessibleName(tr("Request"));
  bar->addWidget(m_requestTabs);
  bar->addStretch(1);
  m_requestBar->hide();
  column->addWidget(m_requestBar);

  m_funnelPanel = new Panel(m_look, tr("Where the devices go"), m_middle);
  auto* funnelBody = new QWidget;
  auto* funnelBox = new QVBoxLayout(funnelBody);
  funnelBox->setContentsMargins(12, 8, 12, 5);
  m_funnel = new Funnel(m_look, funnelBody);
  funnelBox->addWidget(m_funnel);
  m_funnelPanel->setBody(funnelBody);
  m_funnelPanel->addTool(new PlainLabel(m_look, FontRole::caption, Ink::muted, tr("log height")));
  asTallAsNeeded(m_funnelPanel);
  column->addWidget(m_funnelPanel);

  m_truthPanel = new Panel(m_look, tr("Which term rejects which device"), m_middle);
  m_truth = new TruthTable(m_look);
  m_truthPanel->setBody(m_truth);
  auto* sample = new PlainLabel(m_look, FontRole::captionStrong, Ink::critical, QStringLiteral("false"));
  QFont underlined = sample->font();
  underlined.setUnderline(true);
  sample->setFont(underlined);
  connect(&m_look, &Look::changed, sample, [this, sample] {
    QFont font = m_look.font(FontRole::captionStrong);
    font.setUnderline(true);
    sample->setFont(font);
  });
  m_truthPanel->addTool(sample);
  m_truthPanel->addTool(new PlainLabel(m_look, FontRole::caption, Ink::muted, tr("first false · grey: not needed")));
  asTallAsNeeded(m_truthPanel);
  column->addWidget(m_truthPanel);

  m_nodesPanel = new Panel(m_look, tr("What nodes say"), m_middle);
  m_nodeTable = new TablePanel(m_look, m_nodeModel, false, false);
  m_nodeTable->view().setAccessibleName(tr("Nodes by reason"));
  m_nodesPanel->setBody(m_nodeTable);
  asTallAsNeeded(m_nodesPanel);
  column->addWidget(m_nodesPanel);

  m_holdersPanel = new Panel(m_look, tr("Who holds what it needs"), m_middle);
  m_holderTable = new TablePanel(m_look, m_holderModel, false, false);
  m_holderTable->view().setAccessibleName(tr("Who holds what it needs"));
  m_holdersPanel->setBody(m_holderTable);
  asTallAsNeeded(m_holdersPanel);
  column->addWidget(m_holdersPanel);

  m_evidencePanel = new Panel(m_look, tr("Evidence"), m_middle);
  m_evidencePanel->setScope(tr("what this answer rests on"));
  m_evidence = new EvidenceList(m_look);
  m_evidencePanel->setBody(m_evidence);
  m_allEvidence = new Button(m_look, ButtonStyle::link, QString(), true);
  m_evidencePanel->addTool(m_allEvidence);
  column->addWidget(m_evidencePanel, 1);
  column->addStretch(0);  // takes the room when there is no evidence
}

void ExplanationPage::makeRight() {
  m_right = new QWidget(m_content);
  auto* column = new QVBoxLayout(m_right);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  m_fixesPanel = new Panel(m_look, tr("Smallest changes that make it fit"), m_right);
  m_fixes = new FixList(m_look);
  m_fixesPanel->setBody(m_fixes);
  m_fixesNote = new PlainLabel(m_look, FontRole::caption, Ink::muted);
  m_fixesPanel->addTool(m_fixesNote);
  asTallAsNeeded(m_fixesPanel);
  column->addWidget(m_fixesPanel);
  m_unknownsPanel = new Panel(m_look, tr("Unknowns"), m_right);
  auto* body = new QWidget;
  auto* box = new QVBoxLayout(body);
  box->setContentsMargins(0, 0, 0, 0);
  m_unknowns = new UnknownList(m_look, body);
  box->addWidget(m_unknowns);
  box->addStretch(1);
  m_unknownsPanel->setBody(body);
  column->addWidget(m_unknownsPanel, 1);
  column->addStretch(0);
}

void ExplanationPage::connectParts() {
  connect(m_breadcrumb, &Breadcrumb::claimsRequested, this, [this] { Q_EMIT open(QStringLiteral("claims"), m_subject, {}); });
  connect(m_breadcrumb, &Breadcrumb::namespaceRequested, this, [this] {
    if (m_subject) {
      Q_EMIT open(QStringLiteral("claims"), m_subject, QStringLiteral("namespace=\"%1\"").arg(plain(m_subject->namespaceName)));
    }
  });
  connect(&m_tools->previous(), &QAbstractButton::clicked, this, [this] { step(-1); });
  connect(&m_tools->next(), &QAbstractButton::clicked, this, [this] { step(1); });
  connect(&m_tools->yaml(), &QAbstractButton::clicked, this, [this] {
    if (m_subject) {
      Q_EMIT inspectRequested(*m_subject, true);
    }
  });
  connect(&m_tools->copy(), &QAbstractButton::clicked, this, &ExplanationPage::copyRequested);
  connect(&m_tools->tell(), &QAbstractButton::clicked, this, [this] { Q_EMIT tellRequested(m_tools->tell().isChecked()); });
  connect(m_facts, &RequestFacts::linkActivated, this,
          [this](const ObjectRef& object) { Q_EMIT inspectRequested(object, false); });
  connect(m_requestTabs, &Segmented::currentChanged, this, [this](int index) {
    m_requestChosen = true;
    showRequest(index);
  });
  connect(m_fixes, &FixList::requestWanted, this, &ExplanationPage::requestWanted);
  connect(m_funnel, &Funnel::stepChosen, this, &ExplanationPage::listStep);
  connect(m_truth, &TruthTable::groupChosen, this, &ExplanationPage::listGroup);
  connect(m_truth, &TruthTable::editRequested, this, [this](int term) {
    const explanation::RequestExplanation* request = currentRequest();
    if (request == nullptr || term < 0 || term >= static_cast<int>(request->terms.size())) {
      return;
    }
    // A term is one operand of its selector: the editor gets the whole of it.
    const std::string& from = request->terms[static_cast<std::size_t>(term)].from;
    QStringList parts;
    for (const explanation::TermRow& row : request->terms) {
      if (row.from == from) {
        const QString text = plainLines(row.expression);
        const bool loose = text.contains(QLatin1String("||")) || text.contains(QLatin1Char('?'));
        parts << (loose && !text.startsWith(QLatin1Char('(')) ? QLatin1Char('(') + text + QLatin1Char(')') : text);
      }
    }
    Q_EMIT editRequested(parts.join(QStringLiteral(" &&\n")), plain(request->deviceClass));
  });
  connect(&m_holderTable->view(), &TableView::objectActivated, this,
          [this](const ObjectRef& object) { Q_EMIT open(QStringLiteral("explanation"), object, {}); });
  connect(&m_holderTable->view(), &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
    if (index.column() != HolderRows::kYield) {
      return;
    }
    const std::optional<ObjectRef> holder = m_holderModel.objectAt(index.row());
    QWidget* card = holder ? m_fixes->cardFor(holder->namespaceName + "/" + holder->name) : nullptr;
    if (card != nullptr) {
      m_scroll->ensureWidgetVisible(card);
    } else if (holder) {
      Q_EMIT inspectRequested(*holder, false);
    }
  });
  connect(&m_nodeTable->view(), &TableView::objectActivated, this,
          [this](const ObjectRef& object) { Q_EMIT open(QStringLiteral("topology"), object, {}); });
  connect(m_allEvidence, &QAbstractButton::clicked, this, [this] {
    m_evidence->setUnfolded(!m_evidence->unfolded());
    showEvidence();
  });
  connect(m_fixes, &FixList::nodeRequested, this, [this](const QString& node) {
    Q_EMIT open(QStringLiteral("topology"), ObjectRef{"node", {}, node.toStdString()}, {});
  });
  connect(m_popup, &DevicePopup::picked, this, [this](const ObjectRef& device) { Q_EMIT inspectRequested(device, false); });
}

/// Three columns, or two where the middle would have no room for a table.
void ExplanationPage::arrange() {
  const bool three = width() >= kThreeColumns;
  const bool anythingRight = m_fixesPanel->isVisibleTo(m_right) || m_unknownsPanel->isVisibleTo(m_right);
  const int columns = three ? (anythingRight ? 3 : 2) : 1;
  if (columns != m_columns) {
    m_columns = columns;
    for (QWidget* part : {static_cast<QWidget*>(m_layers), m_middle, m_right}) {
      m_grid->removeWidget(part);
    }
    for (int i = 0; i < 3; ++i) {
      m_grid->setColumnStretch(i, 0);
      m_grid->setRowStretch(i, 0);
    }
    m_right->setVisible(anythingRight);
    if (three) {
      m_grid->addWidget(m_layers, 0, 0);
      m_grid->addWidget(m_middle, 0, 1);
      m_grid->setColumnStretch(1, 1);
      m_grid->setRowStretch(0, 1);
      if (anythingRight) {
        m_grid->addWidget(m_right, 0, 2);
      }
    } else {
      m_grid->addWidget(m_right, 0, 0);
      m_grid->addWidget(m_layers, 1, 0);
      m_grid->addWidget(m_middle, 0, 1, 2, 1);
      m_grid->setColumnStretch(1, 1);
      m_grid->setRowStretch(1, 1);
    }
  }
  if (!three) {
    m_right->setVisible(anythingRight);
  }
  const int side = width() >= kRoomy ? 256 : 224;
  const int right = width() >= kRoomy ? 440 : width() < kTight ? 312 : 352;
  m_layers->setFixedWidth(three ? side : 304);
  m_right->setFixedWidth(three ? right : 304);
  m_middleWidth = width() - 32 - 12 - (three ? side : 304) - (three && anythingRight ? right + 12 : 0);
  m_fixesNote->setVisible(three && right >= 352);  // a narrow title has no room beside it
}

void ExplanationPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  arrange();
  m_popup->hide();
  if (m_shown) {
    showHolders();
    showNodes();
  }
}

void ExplanationPage::keyPressEvent(QKeyEvent* event) {
  if (event->modifiers() == Qt::NoModifier && (event->key() == Qt::Key_BracketLeft || event->key() == Qt::Key_BracketRight)) {
    step(event->key() == Qt::Key_BracketLeft ? -1 : 1);
  } else if (event->key() == Qt::Key_Escape) {
    Q_EMIT open(QStringLiteral("claims"), m_subject, {});
  } else {
    Page::keyPressEvent(event);
  }
}

void ExplanationPage::setSubject(const std::optional<ObjectRef>& subject) {
  const bool usable = subject && (subject->kind == "claim" || subject->kind == "pod");
  const std::optional<ObjectRef> wanted = usable ? subject : std::nullopt;
  if (wanted == m_subject) {
    return;
  }
  m_subject = wanted;
  m_gone = false;
  m_requestChosen = false;
  m_request = 0;
  m_evidence->setUnfolded(false);
  m_popup->hide();
  m_shown.reset();
  m_shownOf.reset();
  m_scroll->verticalScrollBar()->setValue(0);
  m_breadcrumb->setObject(m_subject);
  m_breadcrumb->setState({});
  Q_EMIT subtitleChanged();
  if (m_view.snapshot) {
    setView(m_view);
  }
}

void ExplanationPage::step(int by) {
  if (m_pending.empty()) {
    return;
  }
  const auto found = m_subject ? std::find(m_pending.begin(), m_pending.end(), *m_subject) : m_pending.end();
  const auto last = static_cast<std::ptrdiff_t>(m_pending.size()) - 1;
  const std::ptrdiff_t at =
      found == m_pending.end() ? (by > 0 ? 0 : last) : std::clamp<std::ptrdiff_t>(found - m_pending.begin() + by, 0, last);
  const ObjectRef& next = m_pending[static_cast<std::size_t>(at)];
  if (!m_subject || !(next == *m_subject)) {
    Q_EMIT subjectRequested(ObjectRef(next));
  }
}

void ExplanationPage::setTelling(bool telling) {
  const bool waits =
      m_subject && m_view.snapshot && exists(*m_view.snapshot, *m_subject) && !isAllocated(*m_view.snapshot, *m_subject);
  m_tools->setTelling(waits, telling);
}

const explanation::RequestExplanation* ExplanationPage::currentRequest() const {
  return m_shown && m_request >= 0 && m_request < static_cast<int>(m_shown->requests.size())
             ? &m_shown->requests[static_cast<std::size_t>(m_request)]
             : nullptr;
}

}  // namespace claimscope::ui
