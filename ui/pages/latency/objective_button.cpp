#include "ui/pages/latency/objective_button.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/charts/duration_scale.h"
#include "ui/pages/latency/latency_words.h"

namespace claimscope::ui {
namespace {

constexpr std::int64_t kLongest = 24 * 3'600'000LL;

}  // namespace

std::optional<std::int64_t> readDuration(const QString& text) {
  QString compact = text.simplified().remove(QLatin1Char(' ')).toLower();
  compact.replace(QStringLiteral("min"), QStringLiteral("m"));
  bool bare = false;
  static_cast<void>(compact.toDouble(&bare));
  if (bare) {
    compact += QLatin1Char('s');
  }
  const std::optional<std::int64_t> ms = parseDuration(compact.toStdString());
  return ms && *ms > 0 && *ms <= kLongest ? ms : std::nullopt;
}

ObjectivePopup::ObjectivePopup(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_percentile(new Segmented(look, {tr("p50"), tr("p95"), tr("p99")}, false, this)),
      m_field(new QLineEdit(this)),
      m_problem(new PlainLabel(look, FontRole::small, Ink::critical, this)) {
  hide();
  setAccessibleName(tr("Latency objective"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(14, 12, 14, 12);
  column->setSpacing(8);
  column->addWidget(new PlainLabel(look, FontRole::bodyStrong, Ink::primary, tr("Objective"), this));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(m_percentile);
  row->addWidget(new PlainLabel(look, FontRole::body, Ink::secondary, tr("under"), this));
  m_field->setFixedWidth(96);
  m_field->setMaxLength(24);
  m_field->setAccessibleName(tr("Duration, for example 30 s"));
  m_field->setPlaceholderText(tr("30 s"));
  row->addWidget(m_field);
  auto* set = new Button(look, ButtonStyle::primary, tr("Set"), false, this);
  row->addWidget(set);
  column->addLayout(row);
  m_problem->setText(tr("From pod created to containers started."));
  m_problem->setInk(Ink::muted);
  column->addWidget(m_problem);
  m_percentile->setFocusPolicy(Qt::StrongFocus);
  connect(set, &QAbstractButton::clicked, this, [this] { accept(); });
  connect(m_field, &QLineEdit::returnPressed, this, [this] { accept(); });
  connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
    if (isVisible() && now != nullptr && now != this && !isAncestorOf(now)) {
      hide();
    }
  });
}

void ObjectivePopup::open(const latency::Objective& objective, const QPoint& at) {
  m_percentile->setCurrent(static_cast<int>(percentileIndex(objective.percentile)));
  m_field->setText(plainDuration(objective.ms));
  m_problem->setText(tr("From pod created to containers started."));
  m_problem->setInk(Ink::muted);
  adjustSize();
  move(at - QPoint(width(), 0));
  show();
  raise();
  m_field->setFocus(Qt::PopupFocusReason);
  m_field->selectAll();
}

void ObjectivePopup::accept() {
  const std::optional<std::int64_t> ms = readDuration(m_field->text());
  if (!ms) {
    m_problem->setText(tr("Write a duration up to 24 h like 30 s or 1m30s."));
    m_problem->setInk(Ink::critical);
    m_field->setFocus(Qt::OtherFocusReason);
    return;
  }
  hide();
  Q_EMIT chosen({latency::kPercentiles[static_cast<std::size_t>(m_percentile->current())], *ms});
}

void ObjectivePopup::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    hide();
    return;
  }
  QFrame::keyPressEvent(event);
}

void ObjectivePopup::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), m_look.theme().bg.panel);
  painter.setPen(m_look.theme().border.strong);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

ObjectiveButton::ObjectiveButton(Look& look, QWidget* parent)
    : QWidget(parent), m_button(new Button(look, ButtonStyle::normal, {}, false, this)), m_popup(new ObjectivePopup(look, this)) {
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_button);
  setObjective({});
  connect(m_button, &QAbstractButton::clicked, this, [this] { popUp(); });
  connect(m_popup, &ObjectivePopup::chosen, this, [this](const latency::Objective& objective) {
    setObjective(objective);
    Q_EMIT chosen(objective);
  });
}

void ObjectiveButton::setObjective(const latency::Objective& objective) {
  m_objective = objective;
  m_button->setText(tr("Objective %1").arg(objectiveText(objective)));
  m_button->updateGeometry();
}

void ObjectiveButton::popUp() {
  if (m_popup->isVisible()) {
    m_popup->hide();
    return;
  }
  QWidget* over = window();
  m_popup->setParent(over);
  m_popup->open(m_objective, m_button->mapTo(over, QPoint(m_button->width(), m_button->height() + 4)));
}

}  // namespace claimscope::ui
