#include "ui/pages/actions/arm_panel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr int kWidth = 480;

}  // namespace

ArmPanel::ArmPanel(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_words(new PlainLabel(look, FontRole::body, Ink::secondary, this)),
      m_context(new PlainLabel(look, FontRole::monoStrong, Ink::primary, this)),
      m_field(new QLineEdit(this)),
      m_problem(new PlainLabel(look, FontRole::small, Ink::critical, this)),
      m_accept(new Button(look, ButtonStyle::primary, tr("Arm for 10 minutes"), false, this)) {
  hide();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(20, 18, 20, 16);
  column->setSpacing(8);
  column->addWidget(new PlainLabel(look, FontRole::title, Ink::primary, tr("May Claimscope change this cluster?"), this));
  m_words->setWordWrap(true);
  m_words->setText(
      tr("Type the context's name. It ends by itself after 10 minutes; until then a plan that you confirm is carried out. Plans "
         "that run go on after it."));
  column->addWidget(m_words);
  column->addSpacing(4);
  m_context->setSelectable(true);
  m_context->setWordWrap(true);
  column->addWidget(m_context);
  m_field->setMaxLength(512);
  m_field->setAccessibleName(tr("Name of the context"));
  column->addWidget(m_field);
  m_problem->setWordWrap(true);
  column->addWidget(m_problem);
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addStretch(1);
  auto* cancel = new Button(look, ButtonStyle::normal, tr("Cancel"), false, this);
  row->addWidget(cancel);
  row->addWidget(m_accept);
  column->addLayout(row);
  connect(cancel, &QAbstractButton::clicked, this, [this] { close(); });
  connect(m_accept, &QAbstractButton::clicked, this, [this] { tryName(); });
  connect(m_field, &QLineEdit::returnPressed, this, [this] { tryName(); });
  connect(m_field, &QLineEdit::textChanged, this, [this](const QString& text) {
    m_accept->setEnabled(!text.isEmpty());
    m_problem->setText(QString());
    m_field->setProperty("invalid", false);
  });
  parent->installEventFilter(this);
}

void ArmPanel::open(const QString& context, Try arm) {
  m_try = std::move(arm);
  m_context->setText(context);
  m_field->clear();
  m_accept->setEnabled(false);
  m_problem->setText(QString());
  setAccessibleName(tr("Arm %1").arg(context));
  place();
  show();
  raise();
  m_field->setFocus(Qt::PopupFocusReason);
}

void ArmPanel::close() {
  if (!isHidden()) {
    hide();
    Q_EMIT closed();
  }
}

void ArmPanel::tryName() {
  if (m_field->text().isEmpty() || !m_try) {
    return;
  }
  if (const std::optional<Error> error = m_try(m_field->text().toStdString())) {
    m_problem->setText(plain(error->text()));
    m_field->setProperty("invalid", true);
    m_field->selectAll();
    place();
    return;
  }
  hide();
  Q_EMIT armed();
  Q_EMIT closed();
}

void ArmPanel::place() {
  const QWidget* page = parentWidget();
  const int width = std::min(kWidth, page->width() - 32);
  const int height =
      std::max(layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : 0, layout()->totalSizeHint().height());
  setGeometry((page->width() - width) / 2, std::max(16, (page->height() - height) / 3), width, height);
}

bool ArmPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize && !isHidden()) {
    place();
  }
  return QFrame::eventFilter(watched, event);
}

void ArmPanel::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    close();
    return;
  }
  QFrame::keyPressEvent(event);
}

void ArmPanel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(theme.border.strong, theme.lineWidth));
  painter.setBrush(theme.bg.panel);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

}  // namespace claimscope::ui
