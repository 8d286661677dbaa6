#include "ui/pages/actions/forecast_view.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/forecast_rows.h"

namespace claimscope::ui {

using actions::ForecastSide;
using actions::ForecastState;

/// Numbers side by side under their names: "published 8".
class FigureRow final : public QWidget {
 public:
  struct Figure {
    QString title;
    QString value;
    bool odd = false;
  };
  FigureRow(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    setFixedHeight(50);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }
  void setFigures(std::vector<Figure> figures) {
    m_figures = std::move(figures);
    QStringList words;
    for (const Figure& figure : m_figures) {
      words << figure.title + QLatin1Char(' ') + figure.value;
    }
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    const int count = std::max(1, static_cast<int>(m_figures.size()));
    for (int i = 0; i < static_cast<int>(m_figures.size()); ++i) {
      const Figure& figure = m_figures[static_cast<std::size_t>(i)];
      const QRect box(i * width() / count, 0, width() / count - 6, height());
      painter.setFont(m_look.font(FontRole::caption));
      painter.setPen(theme.text.muted);
      painter.drawText(box.adjusted(0, 4, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine,
                       painter.fontMetrics().elidedText(figure.title, Qt::ElideRight, box.width()));
      painter.setFont(m_look.font(FontRole::display));
      painter.setPen(figure.odd ? theme.severity.warning : theme.text.primary);
      painter.drawText(box.adjusted(0, 16, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                       painter.fontMetrics().elidedText(figure.value, Qt::ElideRight, box.width()));
    }
  }

 private:
  Look& m_look;
  std::vector<Figure> m_figures;
};

namespace {

constexpr int kCountRows = 4;
constexpr int kRowHeight = 26;

QString shortTitle(const std::string& id) {
  return id == "published"   ? ForecastView::tr("published")
         : id == "allocated" ? ForecastView::tr("allocated")
         : id == "pods"      ? ForecastView::tr("pods")
                             : ForecastView::tr("namespaces");
}

/// Of "300 s".
qint64 secondsOf(const QString& text) {
  return text.section(QLatin1Char(' '), 0, 0).toLongLong();
}

TextLine line(const QString& time, const QString& text, const QString& detail = {}) {
  TextLine out;
  out.time = time;
  out.text = text;
  out.detail = detail;
  return out;
}

}  // namespace

ForecastView::ForecastView(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(12);
  auto* both = new QWidget(this);
  both->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  auto* top = new QHBoxLayout(both);
  top->setContentsMargins(0, 0, 0, 0);
  top->setSpacing(12);
  top->addWidget(makeSaid(), 1);
  top->addWidget(makeCounts(), 1);
  column->addWidget(both);
  m_list = new Panel(look, tr("Claimscope lists"), this);
  m_list->setMinimumHeight(120);
  m_podTable = new TablePanel(look, m_podModel, false, false);
  m_podTable->view().setAccessibleName(tr("Pods of both counts"));
  m_list->setBody(m_podTable);
  column->addWidget(m_list, 1);
  m_orderPanel = new Panel(look, tr("Then, in order"), this);
  m_order = new LineList(look, 18);
  m_order->setAccessibleName(tr("What happens in which order"));
  m_orderPanel->setBody(m_order);
  m_orderPanel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  column->addWidget(m_orderPanel);
  connect(&m_podTable->view(), &TableView::objectSelected, this,
          [this](const std::optional<ObjectRef>& row) { Q_EMIT objectSelected(objectOf(row)); });
  connect(&m_podTable->view(), &TableView::objectActivated, this, [this](const ObjectRef& row) {
    if (const std::optional<ObjectRef> object = objectOf(row)) {
      Q_EMIT objectActivated(*object);
    }
  });
}

Panel* ForecastView::makeSaid() {
  m_said = new Panel(m_look, tr("The controller says"), this);
  m_said->setScope(tr("counts only, once"));
  m_age = new Chip(m_look);
  m_age->setIconId(QStringLiteral("timeline"));
  m_said->addTool(m_age);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(12, 4, 12, 8);
  column->setSpacing(4);
  m_figures = new FigureRow(m_look, body);
  m_where = new PlainLabel(m_look, FontRole::caption, Ink::muted, body);
  m_message = new WrapText(m_look, FontRole::monoSmall, Ink::secondary, 7, body);
  column->addWidget(m_figures);
  column->addWidget(m_where);
  column->addWidget(m_message);
  m_instead = new WrapText(m_look, FontRole::small, Ink::secondary, 8, body);
  column->addWidget(m_instead);
  column->addStretch(1);
  m_said->setBody(body);
  return m_said;
}

Panel* ForecastView::makeCounts() {
  m_side = new Panel(m_look, tr("Side by side"), this);
  auto* body = new QWidget;
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  m_countTable = new TablePanel(m_look, m_countModel, false, false, body);
  m_countTable->view().setAccessibleName(tr("The controller's numbers beside Claimscope's"));
  m_countTable->setFixedHeight((kCountRows + 1) * kRowHeight + 2);
  column->addWidget(m_countTable);
  auto* reasons = new QWidget(body);
  auto* box = new QVBoxLayout(reasons);
  box->setContentsMargins(12, 6, 12, 8);
  m_reasons = new WrapText(m_look, FontRole::small, Ink::secondary, 5, reasons);
  box->addWidget(m_reasons);
  column->addWidget(reasons);
  column->addStretch(1);
  m_side->setBody(body);
  return m_side;
}

std::optional<ObjectRef> ForecastView::objectOf(const std::optional<ObjectRef>& row) const {
  if (!row || m_forecast == nullptr) {
    return std::nullopt;
  }
  const auto at = static_cast<std::size_t>(std::strtoul(row->name.c_str(), nullptr, 10));
  return at < m_forecast->rows.size() && !m_forecast->rows[at].pod.name.empty() ? std::optional(m_forecast->rows[at].pod)
                                                                                : std::nullopt;
}

void ForecastView::setForecast(std::shared_ptr<const actions::ForecastComparison> forecast,
                               std::shared_ptr<const actions::ActionPlan> plan, Time now) {
  const bool same = forecast == m_forecast && plan == m_plan;
  m_forecast = std::move(forecast);
  m_plan = std::move(plan);
  if (m_forecast == nullptr) {
    return;
  }
  showSaid(now);
  if (same) {
    return;
  }
  m_side->setScope(forecastStateName(*m_forecast));
  m_countModel.setSource(forecastCountRows(*m_forecast), {});
  m_countTable->setStory({}, {});
  m_list->setScope(tr("%1 · live").arg(forecastTotals(*m_forecast)));
  m_podModel.setSource(forecastPodRows(*m_forecast, m_plan.get()), {});
  m_podTable->setStory({}, {tr("No pod uses what would be tainted"), tr("Nobody has to leave."), {}, {}});
  showReasons();
  showOrder();
}

/// Word for word: it counts once, and a paraphrase would be ours.
void ForecastView::showSaid(Time now) {
  const actions::ForecastComparison& forecast = *m_forecast;
  const bool answered = forecast.state == ForecastState::answered;
  const Time at = forecast.countedAt();
  m_age->setVisible(answered && at.isSet() && now.isSet());
  if (answered && at.isSet() && now.isSet()) {
    m_age->setTexts(tr("%1 old").arg(age(std::max<std::int64_t>(0, now - at))));
    m_age->setToolTip(toolTipText(fullTime(at)));
  }
  m_figures->setVisible(answered);
  m_where->setVisible(answered);
  m_message->setVisible(answered);
  m_instead->setVisible(!answered);
  if (!answered) {
    m_said->setScope(forecastStateName(forecast));
    m_instead->setText(forecast.reasons.empty() ? QString() : plain(forecast.reasons.front()));
    return;
  }
  m_said->setScope(tr("counts only, once"));
  std::vector<FigureRow::Figure> figures;
  for (const actions::ForecastCount& row : forecast.counts) {
    figures.push_back({shortTitle(row.id), row.theirs ? number(*row.theirs) : QStringLiteral("?"),
                       row.agreement == actions::Agreement::differs});
  }
  m_figures->setFigures(std::move(figures));
  m_where->setText(tr("status.conditions: EvictionInProgress = False, reason NoEffect, %1").arg(clockTime(at)));
  QStringList messages;
  for (const actions::RuleWords& rule : forecast.rules) {
    messages << (forecast.rules.size() == 1 ? plain(rule.message)
                                            : plain(rule.rule) + QStringLiteral(": ") + plain(rule.message));
  }
  m_message->setText(messages.join(QLatin1Char('\n')));
}

void ForecastView::showReasons() {
  const actions::ForecastComparison& forecast = *m_forecast;
  QStringList words;
  for (const std::string& reason : forecast.reasons) {
    words << said(reason);
  }
  QString lead;
  if (forecast.state != ForecastState::answered) {
    lead = tr("One side only.");
    words = {
        tr("What Claimscope counts follows the controller's own rules: tolerations copied into the allocation, NoExecute "
           "by name, admin access too.")};
  } else if (!words.isEmpty()) {
    lead = forecast.differences == 0 ? tr("Why it cannot be told.") : tr("Why they differ.");
  } else {
    lead = tr("They agree.");
    words = {tr("Both go by the tolerations that were copied into the allocations.")};
  }
  m_reasons->setText(lead + QLatin1Char(' ') + words.join(QLatin1Char(' ')));
  m_reasons->setLead(static_cast<int>(lead.size()));
}

/// What NoExecute does, by the controller's rules, with the times of these pods.
void ForecastView::showOrder() {
  std::int64_t atOnce = 0;
  std::vector<std::pair<QString, QString>> later;
  std::int64_t stay = 0;
  for (const actions::ForecastRow& row : m_forecast->rows) {
    if (row.pod.name.empty() || row.leaves == "ending") {
      continue;
    }
    if (row.leaves == "at once") {
      ++atOnce;
    } else if (row.leaves == "stays") {
      ++stay;
    } else {
      const QString when = plain(row.leaves).section(QLatin1Char(' '), 1);
      later.emplace_back(when, tr("%1 goes: toleration copied at allocation").arg(plain(row.pod.name)));
    }
  }
  std::vector<TextLine> lines;
  lines.push_back(line(QStringLiteral("0 s"), tr("the server sets timeAdded to now, no new claim gets a device")));
  if (atOnce > 0) {
    lines.push_back(line(QStringLiteral("0 s"),
                         tr("%1 DisruptionTarget, then DELETE by uid").arg(counted(atOnce, tr("pod gets"), tr("pods get"))),
                         tr("each with its own grace period, no budget asked")));
  }
  std::stable_sort(later.begin(), later.end(),
                   [](const auto& a, const auto& b) { return secondsOf(a.first) < secondsOf(b.first); });
  constexpr std::size_t kMost = 2;
  for (std::size_t i = 0; i < later.size() && i < kMost; ++i) {
    lines.push_back(line(later[i].first, later[i].second));
  }
  if (later.size() > kMost) {
    lines.push_back(line(QString(), tr("and %1 more later").arg(number(static_cast<std::int64_t>(later.size() - kMost)))));
  }
  lines.push_back(line(tr("end"), tr("no pod reserves the claims: they are deallocated"),
                       stay > 0 ? tr("%1 by a toleration").arg(counted(stay, tr("pod stays"), tr("pods stay"))) : QString()));
  m_order->setLines(std::move(lines));
  m_orderPanel->setScope(tr("when the effect is NoExecute"));
  m_orderPanel->setVisible(m_forecast->state != ForecastState::notServed);
}

}  // namespace claimscope::ui
