// FilterBar: chips and field. GUI thread.
#include "ui/tables/filter_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QTimer>

#include "ui/base/format.h"

namespace claimscope::ui {

FilterBar::FilterBar(Look& look, const QString& placeholder, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_chipsLayout(new QHBoxLayout),
      m_edit(new QLineEdit(this)),
      m_count(new PlainLabel(look, FontRole::small, Ink::muted, this)) {
  setFixedHeight(28);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(28, 1, 8, 1);
  layout->setSpacing(6);
  m_chipsLayout->setSpacing(6);
  layout->addLayout(m_chipsLayout);
  m_edit->setFrame(false);
  m_edit->setPlaceholderText(placeholder);
  m_edit->setAccessibleName(placeholder);
  m_edit->setMaxLength(1000);
  m_edit->setMinimumWidth(80);
  m_edit->installEventFilter(this);
  layout->addWidget(m_edit, 1);
  layout->addWidget(m_count);
  restyle();
  connect(&look, &Look::changed, this, [this] { restyle(); });
  connect(m_edit, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_filter.find = text.simplified();
    Q_EMIT filterChanged();
    update();
  });
}

void FilterBar::restyle() {
  // The frame is ours, so the field inside has neither ground nor edge.
  m_edit->setStyleSheet(QStringLiteral("QLineEdit{background:transparent;border:none;padding:0}"));
  m_edit->setFont(m_look.font(FontRole::body));
  QPalette colors = m_edit->palette();
  colors.setColor(QPalette::Text, m_look.theme().text.primary);
  colors.setColor(QPalette::PlaceholderText, m_look.theme().text.muted);
  m_edit->setPalette(colors);
  update();
}

void FilterBar::setFilter(const Filter& filter) {
  m_filter = filter;
  const QSignalBlocker quiet(m_edit);
  m_edit->setText(filter.find);
  showChips();
  Q_EMIT filterChanged();
}

void FilterBar::setCount(const QString& text, bool wrong) {
  m_count->setInk(wrong ? Ink::critical : Ink::muted);
  m_count->setText(text);
}

void FilterBar::focusEdit() {
  m_edit->setFocus(Qt::ShortcutFocusReason);
  m_edit->selectAll();
}

void FilterBar::showChips() {
  for (Chip* chip : m_chips) {
    m_chipsLayout->removeWidget(chip);
    chip->hide();
    chip->deleteLater();
  }
  m_chips.clear();
  for (std::size_t i = 0; i < m_filter.terms.size(); ++i) {
    const FilterTerm& term = m_filter.terms[i];
    auto* chip = new Chip(m_look, this);
    chip->setTexts(plain(term.key + QLatin1Char(' ') + term.operatorText()), plain(term.value));
    chip->setFilter(true);
    chip->setAccessibleName(plain(term.str()));
    connect(chip, &Chip::closed, this, [this, i] { removeTerm(i); });
    m_chipsLayout->addWidget(chip);
    m_chips.push_back(chip);
    chip->show();
  }
}

void FilterBar::removeTerm(std::size_t index) {
  if (index < m_filter.terms.size()) {
    m_filter.terms.erase(m_filter.terms.begin() + static_cast<std::ptrdiff_t>(index));
    // The chip that is closing is still inside its own event.
    QTimer::singleShot(0, this, [this] { showChips(); });
    m_edit->setFocus(Qt::OtherFocusReason);
    Q_EMIT filterChanged();
  }
}

void FilterBar::takeTerms() {
  Filter typed = parseFilter(m_edit->text());
  if (typed.terms.empty()) {
    Q_EMIT left();
    return;
  }
  Filter next = m_filter;
  next.terms.insert(next.terms.end(), typed.terms.begin(), typed.terms.end());
  next.find = typed.find;
  setFilter(next);
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
    update();
  }
  if (watched != m_edit || event->type() != QEvent::KeyPress) {
    return QFrame::eventFilter(watched, event);
  }
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      takeTerms();
      return true;
    case Qt::Key_Down:
      Q_EMIT left();
      return true;
    case Qt::Key_Escape:
      if (m_edit->text().isEmpty()) {
        Q_EMIT left();
      } else {
        m_edit->clear();
      }
      return true;
    case Qt::Key_Backspace:
      if (m_edit->text().isEmpty() && !m_filter.terms.empty()) {
        removeTerm(m_filter.terms.size() - 1);
        return true;
      }
      break;
    default:
      break;
  }
  return QFrame::eventFilter(watched, event);
}

void FilterBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  const bool focused = m_edit->hasFocus();
  painter.setPen(QPen(focused ? theme.accent.focus : theme.border.normal, focused ? 2 : 1));
  painter.setBrush(theme.bg.panel);
  const qreal inset = focused ? 1 : 0.5;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 5, 5);
  painter.drawPixmap(8, (height() - 14) / 2, m_look.icon(QStringLiteral("filter"), 14, theme.text.muted, devicePixelRatioF()));
}

}  // namespace claimscope::ui
