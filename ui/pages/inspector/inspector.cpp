// Inspector: header, tabs, YAML with its states. GUI thread.
#include "ui/pages/inspector/inspector.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPointer>
#include <QVBoxLayout>

#include "ui/base/format.h"
#include "ui/pages/inspector/inspector_summary.h"
#include "ui/tables/table_model.h"

namespace claimscope::ui {

/// Two words with a line of accent under the current one; one tab stop, Left and Right move.
class InspectorTabs final : public QWidget {
  Q_OBJECT
 public:
  explicit InspectorTabs(Look& look, QWidget* parent) : QWidget(parent), m_look(look) {
    setFixedHeight(32);
    setFocusPolicy(Qt::TabFocus);
  }
  void setTabs(const QStringList& tabs) {
    m_tabs = tabs;
    update();
  }
  [[nodiscard]] int current() const { return m_current; }
  void setCurrent(int index) {
    if (index >= 0 && index < m_tabs.size() && index != m_current) {
      m_current = index;
      setAccessibleName(m_tabs[index]);
      update();
      Q_EMIT currentChanged(index);
    }
  }

 Q_SIGNALS:
  void currentChanged(int index);

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
    for (int i = 0; i < m_tabs.size(); ++i) {
      const QRect rect = rectOf(i);
      QFont font = m_look.font(FontRole::small);
      font.setWeight(i == m_current ? QFont::DemiBold : QFont::Normal);
      painter.setFont(font);
      painter.setPen(i == m_current ? theme.text.primary : theme.text.secondary);
      painter.drawText(rect, Qt::AlignCenter | Qt::TextSingleLine, m_tabs[i]);
      if (i == m_current) {
        painter.fillRect(rect.x(), height() - 2, rect.width(), 2, theme.accent.fill);
      }
    }
    if (hasFocus()) {
      paintFocusRing(painter, QRectF(rectOf(m_current)).adjusted(-2, 3, 2, -4), 3, theme);
    }
  }
  void mousePressEvent(QMouseEvent* event) override {
    for (int i = 0; i < m_tabs.size(); ++i) {
      if (rectOf(i).adjusted(-8, 0, 8, 0).contains(event->position().toPoint())) {
        setCurrent(i);
      }
    }
  }
  void keyPressEvent(QKeyEvent* event) override {
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right) {
      setCurrent(m_current + (event->key() == Qt::Key_Left ? -1 : 1));
    } else {
      QWidget::keyPressEvent(event);
    }
  }

 private:
  [[nodiscard]] QRect rectOf(int index) const {
    QFont font = m_look.font(FontRole::small);
    font.setWeight(QFont::DemiBold);
    const QFontMetrics metrics(font);
    int x = 16;
    for (int i = 0; i < index; ++i) {
      x += metrics.horizontalAdvance(m_tabs[i]) + 18;
    }
    return {x, 0, metrics.horizontalAdvance(m_tabs[index]), height()};
  }
  Look& m_look;
  QStringList m_tabs;
  int m_current = 0;
};

Inspector::Inspector(Look& look, FetchYaml fetch, QWidget* parent)
    : QFrame(parent), m_look(look), m_fetch(std::move(fetch)), m_asked(std::make_shared<std::uint64_t>(0)) {
  setMinimumWidth(280);
  setMaximumWidth(560);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 0, 0, 0);
  layout->setSpacing(0);
  auto* header = new QVBoxLayout;
  header->setContentsMargins(16, 12, 12, 10);
  header->setSpacing(4);
  auto* top = new QHBoxLayout;
  m_kind = new PlainLabel(look, FontRole::captionStrong, Ink::muted, this);
  auto* close = new Button(look, QStringLiteral("x"), tr("Close (Esc)"), true, this);
  top->addWidget(m_kind, 1);
  top->addWidget(makeKey(look, QStringLiteral("Esc"), this));
  top->addWidget(close);
  header->addLayout(top);
  m_name = new PlainLabel(look, FontRole::monoStrong, Ink::primary, this);
  m_name->setWordWrap(true);
  m_name->setSelectable(true);
  header->addWidget(m_name);
  m_chips = new QHBoxLayout;
  m_chips->setSpacing(6);
  header->addLayout(m_chips);
  layout->addLayout(header);
  m_tabs = new InspectorTabs(look, this);
  m_tabs->setTabs({tr("Summary"), tr("YAML")});
  layout->addWidget(m_tabs);
  m_body = new QStackedWidget(this);
  auto* scroll = new QScrollArea(m_body);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  m_summary = new InspectorSummary(look, scroll);
  scroll->setWidget(m_summary);
  m_summary->setAutoFillBackground(false);  // setWidget() has switched it on
  m_body->addWidget(scroll);
  m_yaml = new QStackedWidget(m_body);
  m_yamlText = new QPlainTextEdit(m_yaml);
  m_yamlText->setReadOnly(true);
  m_yamlText->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_yamlText->setFrameShape(QFrame::NoFrame);
  m_yamlText->setAccessibleName(tr("YAML"));
  m_yamlText->setTabChangesFocus(true);
  m_yaml->addWidget(m_yamlText);
  m_body->addWidget(m_yaml);
  layout->addWidget(m_body, 1);
  m_next = new QWidget(this);
  auto* next = new QVBoxLayout(m_next);
  next->setContentsMargins(0, 0, 0, 0);
  next->setSpacing(0);
  next->addWidget(makeLine(look, m_next));
  auto* buttons = new QHBoxLayout;
  buttons->setContentsMargins(16, 10, 16, 12);
  buttons->setSpacing(6);
  m_explain = new Button(look, ButtonStyle::normal, tr("Explain"), true, m_next);
  m_explain->setToolTip(tr("Why it is as it is (E)"));
  m_topology = new Button(look, ButtonStyle::normal, tr("Show in topology"), true, m_next);
  m_kubectl = new Button(look, ButtonStyle::normal, tr("Copy kubectl"), true, m_next);
  m_kubectl->setIconId(QStringLiteral("copy"));
  m_again = new Button(look, ButtonStyle::normal, tr("Fetch again"), true, m_next);
  buttons->addWidget(m_explain);
  buttons->addWidget(m_topology);
  buttons->addWidget(m_kubectl);
  buttons->addWidget(m_again);
  buttons->addStretch(1);
  next->addLayout(buttons);
  layout->addWidget(m_next);

  const auto restyle = [this] {
    m_yamlText->setFont(m_look.font(FontRole::monoSmall));
    QPalette colors = m_yamlText->palette();
    colors.setColor(QPalette::Base, m_look.theme().bg.canvas);
    colors.setColor(QPalette::Text, m_look.theme().text.primary);
    m_yamlText->setPalette(colors);
    update();
  };
  restyle();
  connect(&look, &Look::changed, this, restyle);
  connect(close, &QAbstractButton::clicked, this, &Inspector::closeRequested);
  connect(m_tabs, &InspectorTabs::currentChanged, this, [this](int tab) { showTab(tab); });
  connect(m_summary, &InspectorSummary::linkActivated, this, [this](const ObjectRef& object) { Q_EMIT open({}, object, {}); });
  connect(m_explain, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("explanation"), m_object, {}); });
  connect(m_topology, &QAbstractButton::clicked, this, [this] { Q_EMIT open(QStringLiteral("topology"), m_object, {}); });
  connect(m_kubectl, &QAbstractButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_content.command); });
  connect(m_again, &QAbstractButton::clicked, this, [this] { fetchYaml(); });
  refresh();
}

void Inspector::setView(const View& view) {
  m_view = view;
  refresh();
}

void Inspector::setObject(const std::optional<ObjectRef>& object) {
  if (m_object == object) {
    return;
  }
  m_object = object;
  m_yamlOf.reset();
  ++*m_asked;
  refresh();
  if (m_tabs->current() == 1) {
    showTab(1);
  }
}

void Inspector::showYaml() {
  m_tabs->setCurrent(1);
}

QString Inspector::yamlText() const {
  return m_yaml->currentWidget() == m_yamlText ? m_yamlText->toPlainText() : QString();
}

void Inspector::refresh() {
  InspectorContent content;
  if (m_object && m_view.snapshot) {
    content = inspect(m_view, *m_object);
  } else {
    content.kind = tr("Inspector");
    content.name = tr("Nothing is selected");
  }
  m_kind->setText(content.kind.toUpper());
  m_name->setText(content.name);
  m_summary->setSections(content.sections);
  const bool chips = content.chips != m_content.chips;
  m_content = std::move(content);
  if (chips) {
    showChips();
  }
  m_tabs->setTabs(m_content.hasYaml ? QStringList{tr("Summary"), tr("YAML")} : QStringList{tr("Summary")});
  if (!m_content.hasYaml) {
    m_tabs->setCurrent(0);
  }
  m_explain->setVisible(m_content.explains);
  m_topology->setVisible(m_content.inTopology);
  m_kubectl->setVisible(!m_content.command.isEmpty());
  m_again->setVisible(m_tabs->current() == 1);
  m_next->setVisible(m_content.inTopology || !m_content.command.isEmpty());
}

void Inspector::showChips() {
  while (QLayoutItem* item = m_chips->takeAt(0)) {
    if (item->widget() != nullptr) {
      item->widget()->hide();
      item->widget()->deleteLater();
    }
    delete item;
  }
  for (const InspectorChip& content : m_content.chips) {
    auto* chip = new Chip(m_look, this);
    chip->setTexts(content.text);
    chip->setState(content.state);
    chip->setMark(content.mark);
    chip->setFocusPolicy(Qt::NoFocus);
    m_chips->addWidget(chip);
  }
  m_chips->addStretch(1);
}

void Inspector::showTab(int tab) {
  m_body->setCurrentIndex(tab);
  m_again->setVisible(tab == 1);
  if (tab == 1 && !m_yamlOf) {
    fetchYaml();
  }
}

void Inspector::fetchYaml() {
  m_yamlOf = m_object && m_view.snapshot ? yamlObject(m_view, *m_object) : std::nullopt;
  if (!m_yamlOf || !m_fetch) {
    yamlArrived(false, tr("There is no API object of this name."));
    return;
  }
  const std::uint64_t number = ++*m_asked;
  if (m_yamlNote != nullptr) {
    m_yaml->removeWidget(m_yamlNote);
    m_yamlNote->deleteLater();
  }
  m_yamlNote = new Skeleton(m_look, 30, 18, m_yaml);
  m_yamlNote->setMinimumHeight(0);  // a low window cuts it
  m_yaml->addWidget(m_yamlNote);
  m_yaml->setCurrentWidget(m_yamlNote);
  const QPointer<Inspector> self(this);
  m_fetch(*m_yamlOf, [self, number, asked = m_asked](bool ok, const QString& text) {
    if (self != nullptr && *asked == number) {
      self->yamlArrived(ok, text);
    }
  });
}

void Inspector::yamlArrived(bool ok, const QString& text) {
  if (m_yamlNote != nullptr) {
    m_yaml->removeWidget(m_yamlNote);
    m_yamlNote->deleteLater();
    m_yamlNote = nullptr;
  }
  if (ok) {
    m_yamlText->setPlainText(plainLines(text.toStdString()));
    m_yaml->setCurrentWidget(m_yamlText);
    return;
  }
  m_yamlNote = makeNote(m_look, Mark::warning, tr("The object could not be read."), plainLines(text.toStdString()), {}, m_yaml);
  m_yaml->addWidget(m_yamlNote);
  m_yaml->setCurrentWidget(m_yamlNote);
}

void Inspector::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    Q_EMIT closeRequested();
  } else {
    QFrame::keyPressEvent(event);
  }
}

void Inspector::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.fillRect(0, 0, theme.lineWidth, height(), theme.border.subtle);
}

}  // namespace claimscope::ui

#include "inspector.moc"
