#include "ui/pages/actions/way_cards.h"

#include <QAbstractButton>
#include <QPainter>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"

namespace claimscope::ui {
namespace {

constexpr int kTitleTop = 8;
constexpr int kLine = 16;
constexpr int kTextLeft = 42;

bool same(const actions::WayOffer& a, const actions::WayOffer& b) {
  return a.way == b.way && a.possible == b.possible && a.title == b.title && a.because == b.because && a.gives == b.gives &&
         a.costs == b.costs;
}

QString joined(const std::vector<std::string>& parts) {
  QStringList out;
  for (const std::string& part : parts) {
    out << said(part);
  }
  return out.join(QStringLiteral(". "));
}

}  // namespace

/// A radio button with a line of what speaks for it and one of what it costs.
class WayCard final : public QAbstractButton {
 public:
  WayCard(Look& look, const actions::WayOffer& offer, bool first, bool last, QWidget* parent)
      : QAbstractButton(parent), m_look(look), m_offer(offer), m_first(first), m_last(last) {
    setCheckable(true);
    setAutoExclusive(true);
    setText(said(offer.title));
    setShortcut(QKeySequence());
    setEnabled(offer.possible);
    setFixedHeight(62);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setAccessibleName(text());
    setAccessibleDescription(offer.possible ? joined(offer.gives) + QStringLiteral(" − ") + joined(offer.costs)
                                            : said(offer.because));
    setToolTip(toolTipText(accessibleDescription()));
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    if (isChecked()) {
      painter.fillRect(rect(), theme.bg.selected);
      painter.fillRect(0, 0, 3, height(), theme.accent.fill);
    } else if (underMouse() && isEnabled()) {
      painter.fillRect(rect(), theme.bg.hover);
    }
    if (!m_last) {
      painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
    }
    painter.setPen(QPen(!isEnabled() ? theme.border.subtle : isChecked() ? theme.accent.text : theme.border.control, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(QRectF(15, kTitleTop + 3, 13, 13));
    if (isChecked()) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.accent.text);
      painter.drawEllipse(QRectF(18.5, kTitleTop + 6.5, 6, 6));
    }
    painter.setFont(m_look.font(FontRole::bodyStrong));
    painter.setPen(isEnabled() ? theme.text.primary : theme.text.muted);
    const int title = std::min(painter.fontMetrics().horizontalAdvance(text()), width() - kTextLeft - 130);
    painter.drawText(QRect(kTextLeft, kTitleTop, title + 1, 18), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, title));
    paintTag(painter, kTextLeft + title + 8);
    line(painter, kTitleTop + 20, QStringLiteral("+"), theme.severity.ok, joined(m_offer.gives));
    line(painter, kTitleTop + 20 + kLine, QStringLiteral("−"), theme.severity.warning,
         m_offer.possible ? joined(m_offer.costs) : said(m_offer.because));
    if (hasFocus()) {
      paintFocusRing(painter, QRectF(rect()), 0, theme);
    }
  }

 private:
  void paintTag(QPainter& painter, int x) const {
    const QString words = !m_offer.possible ? QObject::tr("not possible here") : m_first ? QObject::tr("recommended") : QString();
    if (words.isEmpty()) {
      return;
    }
    const Theme& theme = m_look.theme();
    const QColor ink = m_offer.possible ? theme.severity.ok : theme.severity.unknown;
    painter.setFont(m_look.font(FontRole::captionStrong));
    const QRect box(x, kTitleTop + 1, painter.fontMetrics().horizontalAdvance(words) + 12, 17);
    painter.setPen(theme.highContrast ? QPen(ink, 1) : QPen(Qt::NoPen));
    painter.setBrush(m_offer.possible ? theme.severity.okSoft : theme.severity.unknownSoft);
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(ink);
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, words);
  }
  void line(QPainter& painter, int y, const QString& sign, const QColor& color, const QString& words) const {
    const Theme& theme = m_look.theme();
    painter.setFont(m_look.font(FontRole::small));
    painter.setPen(isEnabled() ? color : theme.text.muted);
    painter.drawText(QRect(kTextLeft, y, 12, kLine), Qt::AlignLeft | Qt::AlignVCenter, sign);
    painter.setPen(isEnabled() ? theme.text.secondary : theme.text.muted);
    const int room = std::max(0, width() - kTextLeft - 16 - 12);
    painter.drawText(QRect(kTextLeft + 16, y, room, kLine), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(words, Qt::ElideRight, room));
  }

  Look& m_look;
  actions::WayOffer m_offer;
  bool m_first;
  bool m_last;
};

WayCards::WayCards(Look& look, QWidget* parent) : QWidget(parent), m_look(look), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(0);
}

QWidget* WayCards::card(int index) const {
  return m_cards[static_cast<std::size_t>(index)];
}

void WayCards::setOffers(const std::vector<actions::WayOffer>& offers) {
  if (std::equal(offers.begin(), offers.end(), m_offers.begin(), m_offers.end(), same)) {
    return;
  }
  m_offers = offers;
  for (WayCard* card : m_cards) {
    m_layout->removeWidget(card);
    card->hide();
    card->deleteLater();
  }
  m_cards.clear();
  bool first = true;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    auto* card = new WayCard(m_look, offers[i], first && offers[i].possible, i + 1 == offers.size(), this);
    first = first && !offers[i].possible;
    const QString way = QString::fromUtf8(wayWord(offers[i].way).data(), static_cast<qsizetype>(wayWord(offers[i].way).size()));
    connect(card, &QAbstractButton::clicked, this, [this, way] { Q_EMIT chosen(way); });
    m_cards.push_back(card);
    m_layout->addWidget(card);
    card->show();
  }
  setChosen(m_chosen);
}

void WayCards::setChosen(const std::string& way) {
  m_chosen = way;
  for (std::size_t i = 0; i < m_cards.size(); ++i) {
    const QSignalBlocker quiet(m_cards[i]);
    if (actions::wayWord(m_offers[i].way) == way) {
      m_cards[i]->setChecked(true);
    }
    m_cards[i]->update();
  }
}

}  // namespace claimscope::ui
