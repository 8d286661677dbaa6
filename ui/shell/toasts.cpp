#include "ui/shell/toasts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace claimscope::ui {
namespace {

constexpr int kMargin = 16;
constexpr int kToastGap = 8;
constexpr int kBar = 3;
constexpr int kToastMark = 16;

}  // namespace

Toast::Toast(Look& look, const Notification& what, QWidget* parent)
    : QFrame(parent), m_look(look), m_what(what), m_close(new Button(look, QStringLiteral("x"), tr("Close"), true, this)) {
  setAccessibleName(what.title);
  setAccessibleDescription(what.detail);
  setFixedWidth(kWidth);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(42, 9, 8, 9);
  row->setSpacing(8);
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  auto* title = new PlainLabel(look, FontRole::bodyStrong, Ink::primary, what.title, this);
  title->setElide(Qt::ElideMiddle);
  words->addWidget(title);
  if (!what.detail.isEmpty()) {
    words->addWidget(new PlainLabel(look, FontRole::small, Ink::muted, what.detail, this));
  }
  row->addLayout(words, 1);
  if (what.object) {
    m_open = new Button(look, ButtonStyle::link, tr("Open"), true, this);
    m_open->setAccessibleName(tr("Open %1").arg(what.title));
    connect(m_open, &QAbstractButton::clicked, this, &Toast::openRequested);
    row->addWidget(m_open);
  }
  row->addWidget(m_close);
  connect(m_close, &QAbstractButton::clicked, this, &Toast::closeRequested);
}

void Toast::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = m_look.theme();
  painter.setPen(QPen(theme.border.strong, 1));
  painter.setBrush(theme.bg.raised);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(markColor(theme, m_what.mark));
  painter.drawRoundedRect(QRectF(0, 0, kBar, height()), 1.5, 1.5);
  paintMark(painter, QRectF(16, (height() - kToastMark) / 2.0, kToastMark, kToastMark), m_what.mark, theme, theme.bg.raised);
}

Toasts::Toasts(Look& look, QWidget* over, QWidget* above) : QObject(over), m_look(look), m_over(over), m_above(above) {}

std::vector<Toast*> Toasts::shown() const {
  std::vector<Toast*> out;
  for (const QPointer<Toast>& toast : m_toasts) {
    if (toast != nullptr) {
      out.push_back(toast);
    }
  }
  return out;
}

void Toasts::add(const Notification& what) {
  auto* toast = new Toast(m_look, what, m_over);
  connect(toast, &Toast::closeRequested, this, [this, toast] { close(toast); });
  connect(toast, &Toast::openRequested, this, [this, toast] {
    const Notification told = toast->notification();
    close(toast);
    Q_EMIT openRequested(told);
  });
  m_toasts.emplace_back(toast);
  while (shown().size() > kMostShown) {
    // One that would stay gives way last.
    const std::vector<Toast*> all = shown();
    const auto first = std::find_if(all.begin(), all.end() - 1, [](const Toast* one) { return !one->notification().critical(); });
    close(first == all.end() - 1 ? all.front() : *first);
  }
  if (!what.critical()) {
    QTimer::singleShot(kShownMs, toast, [this, toast] { close(toast); });
  }
  toast->adjustSize();
  arrange();
  toast->show();
  toast->raise();
}

void Toasts::close(Toast* toast) {
  std::erase_if(m_toasts, [toast](const QPointer<Toast>& one) { return one == nullptr || one == toast; });
  toast->hide();
  toast->deleteLater();
  arrange();
}

void Toasts::clear() {
  for (Toast* toast : shown()) {
    close(toast);
  }
}

void Toasts::arrange() {
  int bottom = m_above->isVisible() ? m_above->mapTo(m_over, QPoint(0, 0)).y() : m_over->height();
  bottom -= kMargin;
  const std::vector<Toast*> all = shown();
  for (auto toast = all.rbegin(); toast != all.rend(); ++toast) {
    const int height = (*toast)->sizeHint().height();
    (*toast)->setGeometry(m_over->width() - Toast::kWidth - kMargin, bottom - height, Toast::kWidth, height);
    bottom -= height + kToastGap;
  }
}

}  // namespace claimscope::ui
