#include "ui/pages/actions/notice_list.h"

#include <QHBoxLayout>
#include <QPainter>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/pages/explanation/wrap_text.h"

namespace claimscope::ui {
namespace {

/// One notice with its mark at the left, and a line below it unless it is the last.
class NoticeRow final : public QWidget {
 public:
  NoticeRow(Look& look, Mark mark, bool lined, int markTop, QWidget* parent)
      : QWidget(parent), m_look(look), m_mark(mark), m_lined(lined), m_markTop(markTop) {
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    const qreal top = m_markTop < 0 ? (height() - 16) / 2.0 : m_markTop;
    paintMark(painter, QRectF(12, top, 16, 16), m_mark, theme, theme.bg.panel);
    if (m_lined) {
      painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
    }
  }

 private:
  Look& m_look;
  Mark m_mark;
  bool m_lined;
  int m_markTop;
};

}  // namespace

NoticeList::NoticeList(Look& look, bool wide, QWidget* parent)
    : QWidget(parent), m_look(look), m_wide(wide), m_layout(new QVBoxLayout(this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(0);
}

QWidget* NoticeList::rowOf(const actions::Notice& notice, bool last) {
  auto* row = new NoticeRow(m_look, markOf(notice.mark), m_wide && !last, m_wide ? -1 : 7, m_holder);
  row->setAccessibleName(said(notice.title));
  row->setAccessibleDescription(said(notice.detail));
  auto* line = new QHBoxLayout(row);
  line->setContentsMargins(38, m_wide ? 0 : 6, 12, m_wide ? 0 : 6);
  line->setSpacing(12);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  if (m_wide) {
    row->setFixedHeight(44);
    words->addStretch(1);
    auto* title = new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, said(notice.title), row);
    auto* detail = new PlainLabel(m_look, FontRole::small, Ink::muted, said(notice.detail), row);
    for (PlainLabel* label : {title, detail}) {
      label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
      words->addWidget(label);
    }
    detail->setVisible(!notice.detail.empty());
    words->addStretch(1);
  } else {
    auto* title = new WrapText(m_look, FontRole::smallMedium, Ink::primary, 3, row);
    title->setText(said(notice.title));
    words->addWidget(title);
    if (!notice.detail.empty()) {
      auto* detail = new WrapText(m_look, FontRole::small, Ink::muted, 6, row);
      detail->setText(said(notice.detail));
      words->addWidget(detail);
    }
  }
  line->addLayout(words, 1);
  const auto button = [&](const QString& text) {
    auto* made = new Button(m_look, m_wide ? ButtonStyle::normal : ButtonStyle::link, text, true, row);
    made->setAccessibleDescription(said(notice.title));
    if (m_wide) {
      line->addWidget(made);
    } else {
      words->addWidget(made, 0, Qt::AlignLeft);
    }
    return made;
  };
  if (!notice.option.empty()) {
    connect(button(tr("Tick option")), &QAbstractButton::clicked, this,
            [this, option = QString::fromStdString(notice.option)] { Q_EMIT optionWanted(option); });
  } else if (notice.request) {
    connect(button(tr("%1…").arg(actionTitle(notice.request->action))), &QAbstractButton::clicked, this,
            [this, request = *notice.request] { Q_EMIT requestWanted(request); });
  } else if (notice.object) {
    connect(button(tr("Show")), &QAbstractButton::clicked, this,
            [this, object = *notice.object] { Q_EMIT objectWanted(object); });
  }
  return row;
}

void NoticeList::setNotices(const std::vector<actions::Notice>& notices) {
  if (m_holder != nullptr && notices == m_notices) {
    return;
  }
  m_notices = notices;
  if (m_holder != nullptr) {
    m_layout->removeWidget(m_holder);
    m_holder->hide();
    m_holder->deleteLater();
  }
  m_holder = new QWidget(this);
  auto* column = new QVBoxLayout(m_holder);
  column->setContentsMargins(0, m_wide ? 0 : 6, 0, m_wide ? 0 : 6);
  column->setSpacing(0);
  const std::size_t shown = std::min(notices.size(), kShown);
  for (std::size_t i = 0; i < shown; ++i) {
    column->addWidget(rowOf(notices[i], i + 1 == notices.size()));
  }
  if (notices.size() > shown) {
    auto* more = new PlainLabel(m_look, FontRole::small, Ink::muted,
                                tr("and %1 more").arg(number(static_cast<std::int64_t>(notices.size() - shown))), m_holder);
    more->setContentsMargins(38, 4, 12, 6);
    column->addWidget(more);
  }
  m_layout->addWidget(m_holder);
  m_holder->show();
  updateGeometry();
}

}  // namespace claimscope::ui
