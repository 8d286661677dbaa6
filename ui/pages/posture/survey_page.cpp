#include "ui/pages/posture/survey_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/base/model_words.h"

namespace claimscope::ui {
namespace {

constexpr int kDetailWidth = 404;
constexpr int kLeastForUnknowns = 640;    ///< height of a page that has room for the panel of unknowns
constexpr std::int64_t kAgeMs = 120'000;  ///< after which a page in sight asks again

}  // namespace

SurveyPage::SurveyPage(Look& look, const QString& itemsTitle, const QStringList& tabs, QWidget* parent)
    : Page(look, parent),
      m_verdict(new VerdictBand(look, this)),
      m_itemsPanel(new Panel(look, itemsTitle)),
      m_items(new TablePanel(look, m_itemModel, false, false)),
      m_tablePanel(new Panel(look, tr("Details"))),
      m_table(new TablePanel(look, m_tableModel, false, false)),
      m_tabs(new Segmented(look, tabs, true)),
      m_detail(new SurveyDetail(look)),
      m_unknowns(new Panel(look, tr("What cannot be told"))),
      m_tools(new QWidget(this)),
      m_again(new Button(look, ButtonStyle::normal, tr("Check again"), true, m_tools)) {
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  m_again->setIconId(QStringLiteral("refresh"));
  tools->addWidget(m_again);
  m_items->view().setAccessibleName(itemsTitle);
  m_table->view().setAccessibleName(tr("Details"));
  m_table->view().setCellPadding(6);
  m_tabs->setAccessibleName(tr("Details"));
  m_itemsPanel->setBody(m_items);
  m_tablePanel->addTool(m_tabs);
  m_tablePanel->setBody(m_table);
  m_unknowns->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  connect(m_again, &QAbstractButton::clicked, this, [this] {
    m_askedAt = m_view.snapshot == nullptr ? Time{} : m_view.snapshot->time;
    Q_EMIT surveyRequested(true);
  });
  connect(m_tabs, &Segmented::currentChanged, this, [this] { showTable(); });
  connect(&m_items->view(), &TableView::objectSelected, this, [this](const std::optional<ObjectRef>& row) {
    m_chosen = row ? row->name : std::string();
    showDetail();
  });
  connect(m_detail, &SurveyDetail::objectWanted, this, [this](const ObjectRef& object) {
    Q_EMIT open(object.kind == "claim"  ? QStringLiteral("claims")
                : object.kind == "node" ? QStringLiteral("nodes")
                                        : QStringLiteral("pods"),
                object, {});
  });
  setFocusProxy(&m_items->view());
}

void SurveyPage::layOut(QWidget* more) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 0, 16, 12);
  column->setSpacing(12);
  column->addWidget(m_verdict);
  auto* row = new QHBoxLayout;
  row->setSpacing(12);
  auto* left = new QVBoxLayout;
  left->setSpacing(12);
  left->addWidget(m_itemsPanel, 5);
  left->addWidget(m_tablePanel, 4);
  row->addLayout(left, 1);
  auto* right = new QVBoxLayout;
  right->setSpacing(12);
  right->addWidget(m_detail, 1);
  if (more != nullptr) {
    right->addWidget(more);
  }
  right->addWidget(m_unknowns);
  m_detail->setFixedWidth(kDetailWidth);
  row->addLayout(right);
  column->addLayout(row, 1);
}

void SurveyPage::setView(const View& view) {
  m_view = view;
  const std::string source = view.snapshot->server.context + "|" + view.snapshot->server.address;
  if (source != m_source) {
    const bool first = m_source.empty();
    m_source = source;
    if (!first) {
      m_asked = false;
      m_survey = nullptr;
      m_shown = nullptr;
    }
  }
  // Once everything is loaded, since what is asked follows from it; again when what was said has grown old.
  const bool old = m_askedAt.isSet() && view.snapshot->time - m_askedAt > kAgeMs;
  if (view.snapshot->firstSyncDone && !view.replay && (!m_asked || old)) {
    m_asked = true;
    m_askedAt = view.snapshot->time;
    Q_EMIT surveyRequested(old);
  }
  showSurvey();
}

void SurveyPage::setSurvey(const SurveyViewPtr& survey) {
  m_survey = survey;
  m_asked = m_asked || survey != nullptr;
  if (m_view.snapshot != nullptr) {
    showSurvey();
  }
}

void SurveyPage::showSurvey() {
  const std::optional<Told> what = m_survey == nullptr ? std::nullopt : told(*m_survey);
  SourceStory story;
  if (!what) {
    m_verdict->setVerdict(Mark::unknown, tr("The server is being asked"),
                          tr("RBAC, policies, leases and health are read on demand"));
    story.show = SourceStory::Show::loading;
    story.progress = m_view.snapshot->firstSyncDone ? tr("Asking") : tr("Asked once everything is loaded");
    m_items->setStory(story, {});
    m_table->setStory(story, {});
    m_detail->setFacts(std::nullopt, tr("Nothing is known yet."));
    showUnknowns({});
    return;
  }
  m_verdict->setVerdict(what->mark, what->verdict, what->detail);
  const QString when = what->asOf.isSet()
                           ? tr("asked %1 ago").arg(age(std::max<std::int64_t>(0, m_view.snapshot->time - what->asOf)))
                           : tr("not asked");
  const QString subtitle = plain(m_view.snapshot->server.context) + QStringLiteral(" · ") + when;
  if (subtitle != m_subtitle) {
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged();
  }
  if (m_survey == m_shown) {
    return;
  }
  m_shown = m_survey;
  m_itemModel.setSource(what->items, {});
  m_items->setStory(story, {what->emptyTitle, what->emptyDetail, {}, {}});
  m_itemsPanel->setScope(number(static_cast<std::int64_t>(what->items->size())));
  // What stands first is what matters most: it is open until somebody chooses another.
  const bool gone =
      m_chosen.empty() ||
      what->items->find({what->items->size() > 0 ? what->items->object(0).kind : std::string(), {}, m_chosen}) == kNoRow;
  if (gone && what->items->size() > 0) {
    m_chosen = what->items->object(0).name;
    m_items->view().select(what->items->object(0));
  }
  showTable();
  showDetail();
  showUnknowns(what->unknowns);
}

void SurveyPage::showTable() {
  if (m_survey == nullptr) {
    return;
  }
  const std::shared_ptr<const SimpleRows> rows = tableRows(*m_survey, m_tabs->current());
  m_tableModel.setSource(rows, {});
  SourceStory story;
  m_table->setStory(story, {tr("None"), tr("Nothing of this sort is known here."), {}, {}});
  m_tablePanel->setScope(number(static_cast<std::int64_t>(rows->size())));
}

void SurveyPage::showDetail() {
  const std::optional<DetailFacts> facts =
      m_survey == nullptr || m_chosen.empty() ? std::nullopt : factsOfItem(*m_survey, m_chosen);
  m_detail->setFacts(facts, noItemWords());
}

void SurveyPage::showUnknowns(const std::vector<std::string>& unknowns) {
  QStringList texts;
  for (const std::string& one : unknowns) {
    texts += said(one);
  }
  if (texts == m_unknownTexts && m_unknowns->body() != nullptr) {
    return;
  }
  m_unknownTexts = texts;
  m_unknowns->setVisible(!texts.isEmpty());
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(12, 8, 12, 10);
  column->setSpacing(4);
  constexpr qsizetype kShown = 4;
  for (const QString& text : texts.mid(0, kShown)) {
    auto* label = new PlainLabel(m_look, FontRole::small, Ink::muted, text);
    label->setWordWrap(true);
    label->setFixedWidth(kDetailWidth - 24);
    label->setMinimumHeight(label->heightForWidth(kDetailWidth - 24));
    column->addWidget(label);
  }
  m_unknowns->setBody(content);
  m_unknowns->setScope(number(static_cast<std::int64_t>(texts.size())));
  m_unknowns->setToolTip(toolTipText(texts.join(QStringLiteral("\n"))));
  content->setVisible(height() >= kLeastForUnknowns);
  m_unknowns->setFixedWidth(kDetailWidth);
}

/// On a small screen the panel of unknowns keeps its header alone, with all of it in the tooltip: the detail needs the room.
void SurveyPage::resizeEvent(QResizeEvent* event) {
  Page::resizeEvent(event);
  if (m_unknowns->body() != nullptr) {
    m_unknowns->body()->setVisible(height() >= kLeastForUnknowns);
  }
}

QStringList SurveyPage::keep() const {
  return {QString::number(m_tabs->current())};
}

void SurveyPage::restore(const QStringList& kept) {
  m_tabs->setCurrent(kept.isEmpty() ? 0 : kept.front().toInt());
  showTable();
}

}  // namespace claimscope::ui
