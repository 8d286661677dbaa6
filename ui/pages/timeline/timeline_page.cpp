#include "ui/pages/timeline/timeline_page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/base/actions_view.h"
#include "ui/base/format.h"
#include "ui/pages/actions/card.h"
#include "ui/pages/timeline/change_words.h"
#include "ui/pages/timeline/timeline_markdown.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kFirstStretchMs = 300'000;  ///< A stands so long before B until somebody moves it
constexpr std::int64_t kAgainMs = 2'000;           ///< while live: at most so often
constexpr int kDragMs = 120;                       ///< a cursor that moves again within this time is not compared yet
constexpr std::int64_t kSpanChoices[] = {300'000, 900'000, 3'600'000};

QString bytesText(std::size_t bytes) {
  return bytes < 1'000'000 ? TimelinePage::tr("%1 kB").arg(number(static_cast<std::int64_t>(bytes / 1'000)))
                           : TimelinePage::tr("%1 MB").arg(number(static_cast<std::int64_t>(bytes / 1'000'000)));
}

}  // namespace

TimelinePage::TimelinePage(Look& look, QWidget* parent)
    : Page(look, parent),
      m_chart(new LaneChart(look, this)),
      m_nothing(makeEmptyNote(look, tr("Nothing recorded yet"),
                              tr("Moments are kept from the time everything has been listed, for an hour."), {}, {}, this)),
      m_tools(new QWidget(this)),
      m_span(new Segmented(look, {tr("5 min"), tr("15 min"), tr("1 hour")}, true, m_tools)),
      m_copy(new Button(look, ButtonStyle::normal, tr("Copy as Markdown"), true, m_tools)),
      m_what(new Panel(look, tr("What changed"), this)),
      m_folded(new Chip(look, this)),
      m_filter(new FilterBar(look, tr("Find in what changed"), this)),
      m_table(new TablePanel(look, m_model, false, true, this)),
      m_figures(new FiguresPanel(look, this)) {
  m_tools->hide();
  auto* tools = new QHBoxLayout(m_tools);
  tools->setContentsMargins(0, 0, 0, 0);
  tools->setSpacing(8);
  tools->addWidget(m_span);
  tools->addWidget(m_copy);
  m_span->setCurrent(2);
  m_span->setAccessibleName(tr("Time that is shown"));

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 0, 16, 12);
  layout->setSpacing(12);
  auto* top = new Card(look, this);
  auto* inTop = new QVBoxLayout(top);
  inTop->setContentsMargins(1, 1, 1, 1);
  inTop->addWidget(m_chart);
  inTop->addWidget(m_nothing);
  layout->addWidget(top);
  auto* below = new QHBoxLayout;
  below->setSpacing(12);
  auto* body = new QWidget(this);
  auto* inBody = new QVBoxLayout(body);
  inBody->setContentsMargins(0, 0, 0, 0);
  inBody->setSpacing(0);
  inBody->addWidget(m_table, 1);
  m_filter->setFixedWidth(260);
  m_what->addTool(m_filter);
  m_what->addTool(m_folded);
  m_what->setBody(body);
  below->addWidget(m_what, 1);
  auto* side = new Panel(look, tr("A to B"), this);
  side->setBody(m_figures);
  side->setFixedWidth(232);
  below->addWidget(side);
  layout->addLayout(below, 1);

  m_table->view().setAccessibleName(tr("What changed between A and B"));
  m_table->view().setCellPadding(6);
  m_table->addFootKey(QStringLiteral("Enter"), tr("go to that moment"));
  m_table->addFootKey(QStringLiteral("Ctrl C"), tr("copy rows"));
  connect(m_span, &Segmented::currentChanged, this, [this](int index) { m_chart->setSpan(kSpanChoices[index]); });
  connect(m_chart, &LaneChart::spanChanged, this, [this](qint64 ms) {
    m_spanChosen = m_spanChosen || !m_fitting;
    const auto* at = std::find(std::begin(kSpanChoices), std::end(kSpanChoices), ms);
    if (at != std::end(kSpanChoices)) {
      m_span->setCurrent(static_cast<int>(at - std::begin(kSpanChoices)));
    }
  });
  connect(m_chart, &LaneChart::aMoved, this, &TimelinePage::setA);
  connect(m_chart, &LaneChart::bMoved, this, &TimelinePage::travelRequested);
  connect(m_chart, &LaneChart::liveRequested, this, &TimelinePage::liveRequested);
  connect(m_chart, &LaneChart::stepRequested, this, &TimelinePage::stepRequested);
  connect(m_chart, &LaneChart::findingChosen, this, [this](const QString& id) {
    Q_EMIT open(QStringLiteral("overview"), ObjectRef{"finding", {}, id.toStdString()}, {});
  });
  connect(m_copy, &QAbstractButton::clicked, this, [this] { Q_EMIT copyRequested(markdown()); });
  m_later.setSingleShot(true);
  m_later.setInterval(kDragMs);
  connect(&m_later, &QTimer::timeout, this, [this] { askChanges(true); });
  connect(m_filter, &FilterBar::filterChanged, this, [this] {
    m_model.setAccepts(accepts());
    showTexts();
  });
  connect(m_filter, &FilterBar::left, this, [this] { m_table->view().setFocus(Qt::OtherFocusReason); });
  connect(&m_table->view(), &TableView::objectSelected, this, &TimelinePage::selected);
  connect(&m_table->view(), &TableView::objectActivated, this, [this](const ObjectRef& object) {
    const Row row = m_rows == nullptr ? kNoRow : m_rows->find(object);
    if (row != kNoRow && m_rows->change(row).seen.isSet()) {
      Q_EMIT travelRequested(m_rows->change(row).seen);
    }
    Q_EMIT selected(object);
  });
  showPast();
}

bool TimelinePage::onlyOneMoment() const {
  const bool still = m_view.snapshot != nullptr &&
                     (m_view.snapshot->server.origin == Origin::files || m_view.snapshot->server.origin == Origin::recording);
  return still;
}

Time TimelinePage::b() const {
  return m_replay.value_or(m_past == nullptr ? Time() : m_past->newest);
}

void TimelinePage::setView(const View& view) {
  const bool other = m_view.snapshot == nullptr || view.snapshot->server.context != m_view.snapshot->server.context;
  m_view = view;
  if (other) {
    m_aChosen = false;
    m_comparison.reset();
    m_rows.reset();
    m_askedA = m_askedB = {};
    ++m_asked;
  }
  m_chart->setActions(actionMarks());
  setPast(view.past);
}

void TimelinePage::setPast(const PastViewPtr& past) {
  m_past = past;
  if (isVisible() || m_past == nullptr) {
    showPast();
    askChanges(false);
  }
}

void TimelinePage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  showPast();
  askChanges(true);
}

void TimelinePage::setReplay(std::optional<Time> moment) {
  if (m_replay == moment) {
    return;
  }
  m_replay = moment;
  if (isVisible()) {
    showPast();
    // A drag goes over many moments, and what changed is dearer than the moment itself.
    m_later.start();
  }
}

void TimelinePage::setA(Time moment) {
  m_a = moment;
  m_aChosen = true;
  showPast();
  m_later.start();
}

void TimelinePage::setSelection(const std::optional<ObjectRef>& object) {
  m_table->view().select(object);
}

void TimelinePage::setFilter(const QString& filter) {
  Filter words = parseFilter(filter);
  for (const FilterTerm& term : words.terms) {
    const std::optional<Time> at = parseTime(term.value.toStdString());
    if (at && term.key == QLatin1String("from")) {
      setA(*at);
    } else if (at && term.key == QLatin1String("to")) {
      Q_EMIT travelRequested(*at);
    }
  }
  words.terms.clear();
  m_filter->setFilter(words);
}

/// Plans that were begun, by the first entry of their journal.
std::vector<ActionMark> TimelinePage::actionMarks() const {
  std::vector<ActionMark> out;
  if (m_view.actions != nullptr) {
    for (const std::shared_ptr<const PlanRecord>& record : m_view.actions->plans) {
      if (record->plan != nullptr && !record->entries.empty()) {
        out.push_back({record->entries.front().at, plain(record->plan->title)});
      }
    }
  }
  return out;
}

void TimelinePage::showPast() {
  const bool any = m_past != nullptr && !m_past->outline->empty() && !onlyOneMoment();
  m_chart->setVisible(any);
  m_nothing->setVisible(!any);
  m_copy->setEnabled(m_comparison != nullptr);
  if (any) {
    const Time oldest = m_past->outline->moments.front().from;
    if (!m_aChosen) {
      m_a = std::max(oldest, b() + -kFirstStretchMs);
    }
    m_a = std::max(m_a, oldest);
    if (!m_spanChosen) {
      // At first as much as there is.
      const auto* fits = std::find_if(std::begin(kSpanChoices), std::end(kSpanChoices),
                                      [&](std::int64_t span) { return m_past->newest - oldest <= span; });
      m_fitting = true;
      m_chart->setSpan(fits == std::end(kSpanChoices) ? kSpanChoices[std::size(kSpanChoices) - 1] : *fits);
      m_fitting = false;
    }
    m_chart->setPast(m_past);
    m_chart->setCursors(m_a, m_replay);
  }
  showTexts();
}

void TimelinePage::askChanges(bool now) {
  if (!m_ask || m_past == nullptr || m_past->outline->empty() || onlyOneMoment()) {
    return;
  }
  const bool same = m_askedA == m_a && m_askedB == b();
  const bool soon = m_askedB.isSet() && m_askedA == m_a && b() - m_askedB < kAgainMs && b() >= m_askedB;
  if (same || (!now && soon && m_comparison != nullptr)) {
    return;
  }
  m_askedA = m_a;
  m_askedB = b();
  const std::uint64_t number = ++m_asked;
  m_ask(m_a, b(), [this, number](ComparisonPtr answer) {
    if (number != m_asked) {
      return;
    }
    m_comparison = std::move(answer);
    showComparison();
  });
}

void TimelinePage::showComparison() {
  m_rows = m_comparison == nullptr ? nullptr : std::make_shared<const ChangeRows>(m_comparison);
  if (m_rows != nullptr) {
    m_model.setSource(m_rows, accepts());
  }
  m_figures->setComparison(m_comparison);
  m_copy->setEnabled(m_comparison != nullptr);
  showTexts();
}

TableModel::Accepts TimelinePage::accepts() const {
  if (m_rows == nullptr || m_filter->filter().empty()) {
    return nullptr;
  }
  const std::vector<FilterTerm> terms = m_filter->filter().terms;
  std::vector<std::string> words = findWords(m_filter->filter().find);
  for (const FilterTerm& term : terms) {
    words.push_back(folded(term.value));  // every column is searched: kind=pod is the same as pod here
  }
  return [rows = m_rows, words = std::move(words)](Row row) { return rows->matches(row, words); };
}

EmptyWords TimelinePage::emptyWords() const {
  if (onlyOneMoment()) {
    return {tr("Files have one moment"), tr("There is nothing before it to compare with."), {}, {}};
  }
  if (m_past == nullptr || m_past->outline->empty()) {
    return {tr("Nothing recorded yet"), tr("The first moment is kept as soon as everything has been listed."), {}, {}};
  }
  if (m_comparison != nullptr && !m_filter->filter().empty() && !m_comparison->changes.told.empty()) {
    return {tr("No change matches"), tr("The filter hides every one of them."), {}, {}};
  }
  return {tr("Nothing changed between A and B"), tr("Move A further back, or B to another moment."), {}, {}};
}

void TimelinePage::showTexts() {
  const bool any = m_past != nullptr && !m_past->outline->empty() && !onlyOneMoment();
  QString subtitle;
  if (onlyOneMoment()) {
    subtitle = tr("files have one moment");
  } else if (!any) {
    subtitle = tr("nothing recorded yet");
  } else {
    const cluster::PastOutline& outline = *m_past->outline;
    subtitle = tr("recorded since %1 · %2 moments · %3")
                   .arg(clockTime(outline.moments.front().from), number(static_cast<std::int64_t>(outline.moments.size())),
                        bytesText(outline.bytes));
    if (outline.coarser > 1) {
      subtitle = tr("%1 · %2 times coarser: %3 is the most that is kept")
                     .arg(subtitle, number(outline.coarser), bytesText(outline.budget));
    }
  }
  m_scopeText.clear();
  m_foldedText.clear();
  if (any) {
    const auto count = [](std::uint64_t value) { return number(static_cast<std::int64_t>(value)); };
    m_scopeText = tr("between A %1 and B %2").arg(clockTime(std::min(m_a, b())), clockTime(std::max(m_a, b())));
    if (m_comparison != nullptr) {
      const cluster::Changes& changes = m_comparison->changes;
      m_scopeText = tr("%1 · %2 of %3 changed objects").arg(m_scopeText, count(changes.told.size()), count(changes.total()));
      m_foldedText = tr("%1 routine folded").arg(count(changes.routineTotal()));
      QStringList lanes;
      for (std::size_t lane = 0; lane < cluster::kChangeLanes; ++lane) {
        if (changes.routine[lane] > 0) {
          lanes += tr("%1: %2").arg(laneWord(static_cast<cluster::ChangeLane>(lane)), count(changes.routine[lane]));
        }
      }
      lanes.prepend(tr("Heartbeats, new resourceVersions, events and pods without claims: counted, not listed"));
      lanes += tr("%1 watch events in all").arg(count(changes.events));
      m_folded->setToolTip(toolTipText(lanes.join(QLatin1Char('\n'))));
    }
  }
  m_what->setScope(m_scopeText);
  m_folded->setTexts(m_foldedText);
  m_folded->setVisible(!m_foldedText.isEmpty());
  m_filter->setVisible(any);
  if (m_rows != nullptr && !m_filter->filter().empty()) {
    m_filter->setCount(tr("%1 of %2")
                           .arg(number(static_cast<std::int64_t>(m_model.acceptedRows())),
                                number(static_cast<std::int64_t>(m_model.allRows()))));
  } else {
    m_filter->setCount({});
  }
  SourceStory story;
  const bool rows = m_rows != nullptr && m_model.acceptedRows() > 0 && any;
  story.show = rows                                      ? SourceStory::Show::rows
               : any && m_comparison == nullptr && m_ask ? SourceStory::Show::loading
                                                         : SourceStory::Show::empty;
  m_table->setStory(story, emptyWords());
  if (subtitle != m_subtitle) {
    m_subtitle = subtitle;
    Q_EMIT subtitleChanged();
  }
}

QString TimelinePage::markdown() const {
  return m_comparison == nullptr || m_view.snapshot == nullptr
             ? QString()
             : timelineMarkdown(*m_comparison, QString::fromStdString(m_view.snapshot->server.context));
}

}  // namespace claimscope::ui
