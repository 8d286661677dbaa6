#include "ui/shell/replay_banner.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kSide = 16;  ///< the page's margin

}  // namespace

ReplayBanner::ReplayBanner(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_moment(new PlainLabel(look, FontRole::bodyStrong, Ink::accent, this)),
      m_rest(new PlainLabel(look, FontRole::body, Ink::secondary, this)),
      m_live(new Button(look, ButtonStyle::primary, tr("Go live"), true, this)) {
  setFixedHeight(46);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(kSide + 36, 4, kSide + 10, 6);
  row->setSpacing(8);
  m_moment->setElide(Qt::ElideNone);
  row->addWidget(m_moment);
  row->addWidget(m_rest, 1);
  row->addWidget(makeKey(look, QStringLiteral(","), this));
  row->addWidget(makeKey(look, QStringLiteral("."), this));
  row->addWidget(new PlainLabel(look, FontRole::small, Ink::muted, tr("step"), this));
  m_live->setToolTip(tr("Show what is now (L)"));
  row->addWidget(m_live);
  m_rest->setText(tr("Every page shows that moment. Actions are off."));
  connect(m_live, &QAbstractButton::clicked, this, &ReplayBanner::liveRequested);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  hide();
}

void ReplayBanner::setMoment(Time moment, Time newest, std::int64_t changes) {
  const QString ago = age(std::max<std::int64_t>(0, newest - moment));
  m_moment->setText(tr("You see the cluster as it was at %1, %2 ago.").arg(clockTime(moment), ago));
  m_rest->setText(
      changes > 0
          ? tr("%1 since. Every page shows that moment. Actions are off.").arg(counted(changes, tr("change"), tr("changes")))
          : tr("Every page shows that moment. Actions are off."));
  setAccessibleName(text());
  show();
}

void ReplayBanner::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.window);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.accent.border, theme.lineWidth));
  painter.setBrush(theme.accent.soft);
  const QRectF box = QRectF(rect()).adjusted(kSide + 0.5, 2.5, -kSide - 0.5, -5.5);
  painter.drawRoundedRect(box, 6, 6);
  const QPixmap icon = m_look.icon(QStringLiteral("timeline"), 16, theme.accent.text, devicePixelRatioF());
  painter.drawPixmap(QPointF(box.left() + 12, box.center().y() - 8), icon);
}

}  // namespace claimscope::ui
