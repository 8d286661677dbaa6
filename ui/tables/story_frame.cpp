// StoryFrame: layout and the choice of what is shown. GUI thread.
#include "ui/tables/story_frame.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace claimscope::ui {
namespace {

/// The line above content that is stale: warning ground, mark, two texts.
class Banner final : public QWidget {
 public:
  Banner(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    setFixedHeight(34);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    painter.fillRect(rect(), theme.severity.warningSoft);
    painter.fillRect(0, height() - 1, width(), 1, theme.severity.warning);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, QRectF(12, (height() - 14) / 2.0, 14, 14), Mark::warning, theme, theme.severity.warningSoft);
  }

 private:
  Look& m_look;
};

constexpr int kSkeletonHeight = 1560;  ///< as tall as any panel: rows below its end are not seen

}  // namespace

StoryFrame::StoryFrame(Look& look, QWidget* content, int rowHeight, QWidget* parent)
    : QWidget(parent), m_look(look), m_content(content), m_rowHeight(rowHeight) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  m_banner = new Banner(look, this);
  auto* line = new QHBoxLayout(m_banner);
  line->setContentsMargins(34, 0, 12, 0);
  line->setSpacing(8);
  m_bannerTitle = new PlainLabel(look, FontRole::bodyStrong, Ink::primary, m_banner);
  m_bannerDetail = new PlainLabel(look, FontRole::small, Ink::secondary, m_banner);
  line->addWidget(m_bannerTitle);
  line->addWidget(m_bannerDetail, 1);
  m_banner->hide();
  layout->addWidget(m_banner);
  auto* holder = new QWidget(this);
  m_stack = new QStackedLayout(holder);
  m_stack->setContentsMargins(0, 0, 0, 0);
  m_stack->addWidget(content);
  layout->addWidget(holder, 1);
  m_progress = new Progress(look, this);
  m_progress->hide();
  layout->addWidget(m_progress);
}

/// Notes are taller than some panels; they scroll rather than push the page apart.
QWidget* StoryFrame::scrolled(QWidget* note) {
  auto* scroll = new QScrollArea(this);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->setMinimumSize(0, 0);
  scroll->setWidget(note);
  scroll->viewport()->setAutoFillBackground(false);
  note->setAutoFillBackground(false);
  return scroll;
}

void StoryFrame::setNote(QWidget* note, const QString& title) {
  if (m_note != nullptr) {
    m_stack->removeWidget(m_note);
    m_note->hide();
    m_note->deleteLater();
  }
  m_note = note;
  m_noteTitle = title;
  if (note != nullptr) {
    m_stack->addWidget(note);
    m_stack->setCurrentWidget(note);
  } else {
    m_stack->setCurrentWidget(m_content);
  }
}

void StoryFrame::setStory(const SourceStory& story, const EmptyWords& empty, bool noRows) {
  using Show = SourceStory::Show;
  const Show what = story.show == Show::rows && noRows && story.progress.isEmpty() ? Show::empty : story.show;
  const QStringList key{QString::number(static_cast<int>(what)), story.title, story.detail, story.code,
                        what == Show::empty ? empty.title + QLatin1Char('\n') + empty.detail : QString()};
  if (const QString joined = key.join(QLatin1Char('\n')); m_noteKey != joined) {
    m_noteKey = joined;
    switch (what) {
      case Show::rows:
        setNote(nullptr, {});
        break;
      case Show::loading: {
        auto* skeleton = new Skeleton(m_look, kSkeletonHeight / m_rowHeight, m_rowHeight, this);
        skeleton->setMinimumHeight(0);
        setNote(skeleton, story.progress);
        break;
      }
      case Show::empty:
        setNote(scrolled(makeEmptyNote(m_look, empty.title, empty.detail, empty.action, empty.onAction)), empty.title);
        break;
      case Show::forbidden:
        setNote(scrolled(makeNote(m_look, Mark::warning, story.title, story.detail, story.code)), story.title);
        break;
      case Show::notServed:
        setNote(scrolled(makeNote(m_look, Mark::unknown, story.title, story.detail)), story.title);
        break;
      case Show::failed:
        setNote(scrolled(makeNote(m_look, Mark::critical, story.title, story.detail)), story.title);
        break;
    }
  }
  m_banner->setVisible(!story.bannerTitle.isEmpty());
  m_bannerTitle->setText(story.bannerTitle);
  m_bannerDetail->setText(story.bannerDetail);
  m_progress->setVisible(!story.progress.isEmpty());
  if (!story.progress.isEmpty()) {
    m_progress->setProgress(story.part, story.progress);
  }
}

}  // namespace claimscope::ui
