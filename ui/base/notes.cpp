#include <QClipboard>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <QPlainTextEdit>
#include <algorithm>
#include <array>

#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/base/panels.h"

namespace claimscope::ui {

namespace {

constexpr int kMostLinesOfCode = 12;

/// A shape as a widget of fixed size.
class MarkWidget final : public QWidget {
 public:
  MarkWidget(Look& look, Mark mark, int side, QWidget* parent) : QWidget(parent), m_look(look), m_mark(mark) {
    setFixedSize(side, side);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    paintMark(painter, QRectF(rect()), m_mark, m_look.theme(), m_look.theme().bg.panel);
  }

 private:
  Look& m_look;
  Mark m_mark;
};

/// Four cells, three of them free: nothing waits here.
class EmptyPicture final : public QWidget {
 public:
  EmptyPicture(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    setFixedSize(40, 40);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    using cluster::DeviceState;
    paintStateCell(painter, QRectF(2, 2, 16, 16), DeviceState::free, m_look.theme());
    paintStateCell(painter, QRectF(22, 2, 16, 16), DeviceState::free, m_look.theme());
    paintStateCell(painter, QRectF(2, 22, 16, 16), DeviceState::free, m_look.theme());
    paintStateCell(painter, QRectF(22, 22, 16, 16), DeviceState::unknown, m_look.theme());
  }

 private:
  Look& m_look;
};

class Line final : public QWidget {
 public:
  Line(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    setFixedHeight(1);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), m_look.theme().border.subtle); }

 private:
  Look& m_look;
};

PlainLabel* wrapped(Look& look, FontRole role, Ink ink, const QString& text, QWidget* parent) {
  auto* label = new PlainLabel(look, role, ink, parent);
  label->setWordWrap(true);
  label->setText(text);
  return label;
}

QPlainTextEdit* codeBox(Look& look, const QString& code, QWidget* parent) {
  auto* box = new QPlainTextEdit(parent);
  box->setReadOnly(true);
  box->setTabChangesFocus(true);
  box->setLineWrapMode(QPlainTextEdit::NoWrap);
  box->setFont(look.font(FontRole::monoSmall));
  box->setPlainText(plainLines(code.toStdString()));
  const auto lines = static_cast<int>(std::min<qsizetype>(code.count(QLatin1Char('\n')) + 1, kMostLinesOfCode));
  box->setFixedHeight(lines * QFontMetrics(box->font()).lineSpacing() + 30);
  return box;
}

}  // namespace

QWidget* makeEmptyNote(Look& look, const QString& title, const QString& detail, const QString& action,
                       std::function<void()> onAction, QWidget* parent) {
  auto* note = new QWidget(parent);
  auto* column = new QVBoxLayout(note);
  column->setContentsMargins(16, 16, 16, 16);
  column->setSpacing(6);
  column->addStretch(1);
  column->addWidget(new EmptyPicture(look, note), 0, Qt::AlignHCenter);
  auto* head = wrapped(look, FontRole::bodyStrong, Ink::primary, title, note);
  head->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
  column->addWidget(head);
  if (!detail.isEmpty()) {
    auto* words = wrapped(look, FontRole::small, Ink::muted, detail, note);
    words->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    words->setMinimumWidth(200);
    words->setMaximumWidth(300);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(words, 100);
    row->addStretch(1);
    column->addLayout(row);
  }
  if (!action.isEmpty()) {
    auto* button = new Button(look, ButtonStyle::normal, action, true, note);
    column->addSpacing(4);
    column->addWidget(button, 0, Qt::AlignHCenter);
    QObject::connect(button, &Button::clicked, note, [run = std::move(onAction)] {
      if (run) {
        run();
      }
    });
  }
  column->addStretch(1);
  return note;
}

QWidget* makeNote(Look& look, Mark mark, const QString& title, const QString& detail, const QString& code, QWidget* parent) {
  auto* note = new QWidget(parent);
  auto* column = new QVBoxLayout(note);
  column->setContentsMargins(12, 12, 12, 12);
  column->setSpacing(8);
  auto* row = new QHBoxLayout;
  row->setSpacing(10);
  row->addWidget(new MarkWidget(look, mark, 18, note), 0, Qt::AlignTop);
  auto* words = new QVBoxLayout;
  words->setSpacing(0);
  words->addWidget(wrapped(look, FontRole::bodyStrong, Ink::primary, title, note));
  if (!detail.isEmpty()) {
    words->addWidget(wrapped(look, FontRole::small, Ink::secondary, detail, note));
  }
  row->addLayout(words, 1);
  column->addLayout(row);
  if (!code.isEmpty()) {
    column->addWidget(codeBox(look, code, note));
    auto* copy = new Button(look, ButtonStyle::normal, QObject::tr("Copy"), true, note);
    copy->setIconId(QStringLiteral("copy"));
    column->addWidget(copy, 0, Qt::AlignLeft);
    QObject::connect(copy, &Button::clicked, note, [code] { QGuiApplication::clipboard()->setText(code); });
  }
  column->addStretch(1);
  return note;
}

QWidget* makeErrorNote(Look& look, const Error& error, QWidget* parent) {
  const bool refused = error.code == ErrorCode::forbidden || error.code == ErrorCode::unauthenticated;
  const Mark mark = error.code == ErrorCode::notServed ? Mark::unknown : refused ? Mark::warning : Mark::critical;
  return makeNote(look, mark, said(error.message), said(error.fix), {}, parent);
}

QWidget* makeLine(Look& look, QWidget* parent) {
  return new Line(look, parent);
}

}  // namespace claimscope::ui
