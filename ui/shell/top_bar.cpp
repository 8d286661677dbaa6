#include "ui/shell/top_bar.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <algorithm>

#include "ui/base/actions_view.h"
#include "ui/base/focus_ring.h"
#include "ui/base/format.h"
#include "ui/base/model_words.h"
#include "ui/pages/actions/action_words.h"
#include "ui/tables/metrics_facts.h"

namespace claimscope::ui {

namespace {

Ink inkOf(const SourceChip& chip) {
  return chip.mark == Mark::lost ? Ink::critical : chip.mark == Mark::warning ? Ink::warning : chip.live ? Ink::ok : Ink::muted;
}

/// What is known of a source that is open; empty while it is not.
QString stateOf(const SourceChoice& choice) {
  switch (choice.run) {
    case SourceChoice::Run::background:
      return TopBar::tr("in the background: %1").arg(plain(choice.state));
    case SourceChoice::Run::broken:
      return choice.current ? QString() : TopBar::tr("cannot be read");
    case SourceChoice::Run::asks:
      return TopBar::tr("asks to run a command");
    case SourceChoice::Run::shown:
    case SourceChoice::Run::closed:
      break;
  }
  return {};
}

}  // namespace

/// A box of the bar that opens something: an icon at its left, the rest painted by what it is.
class BoxButton : public QAbstractButton {
  Q_OBJECT
 public:
  BoxButton(Look& look, QSizePolicy::Policy horizontal, QWidget* parent) : QAbstractButton(parent), m_look(look) {
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(horizontal, QSizePolicy::Fixed);
    FocusRing::attach(this, look, 5);
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  }

 protected:
  void paintBox(QPainter& painter, const QColor& ground, const QString& icon, const QColor& ink) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = m_look.theme();
    const qreal line = theme.lineWidth;
    painter.setPen(QPen(underMouse() ? theme.border.strong : theme.border.normal, line));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2), 5, 5);
    painter.drawPixmap(8, 7, m_look.icon(icon, 14, ink, devicePixelRatioF()));
  }
  Look& m_look;
};

/// A field that opens something else when it is clicked: painted like a QLineEdit, with a key cap at its end.
class FieldButton final : public BoxButton {
  Q_OBJECT
 public:
  /// `brief` is what it says where there is no room for `text`.
  FieldButton(Look& look, const QString& text, const QString& brief, const QString& key, QWidget* parent)
      : BoxButton(look, QSizePolicy::Expanding, parent), m_brief(brief), m_key(key) {
    setText(text);
    setShortcut(QKeySequence());
    setAccessibleName(text);
    setCursor(Qt::IBeamCursor);
    setKey(key);
  }
  void setKey(const QString& key) {
    m_key = key;
    setToolTip(key.isEmpty() ? text() : tr("%1 (%2)").arg(text(), key));
    update();
  }
  [[nodiscard]] QSize sizeHint() const override { return {380, 28}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return {120, 28}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    paintBox(painter, theme.bg.window, QStringLiteral("search"), theme.text.muted);
    const int key = m_key.isEmpty() ? 0 : keyWidth(m_key, m_look);
    const int room = width() - 30 - key - 12;
    painter.setFont(m_look.font(FontRole::body));
    painter.setPen(theme.text.muted);
    const QFontMetrics metrics(painter.font());
    const QString& words = metrics.horizontalAdvance(text()) <= 2 * room ? text() : m_brief;
    painter.drawText(QRect(30, 0, room, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     metrics.elidedText(words, Qt::ElideRight, room));
    if (key > 0) {
      paintKey(painter, QRectF(width() - key - 6, 6, key, 16), m_key, m_look);
    }
  }

 private:
  QString m_brief;
  QString m_key;
};

/// "prod-usw2-hybrid v1.36 [Read-only] v".
class ContextButton final : public BoxButton {
  Q_OBJECT
 public:
  ContextButton(Look& look, QWidget* parent) : BoxButton(look, QSizePolicy::Maximum, parent) {
    setToolTip(tr("Open another cluster"));
  }
  void set(const QString& name, const QString& version) {
    if (name != m_name || version != m_version) {
      m_name = name;
      m_version = version;
      describe();
    }
  }
  /// Empty: read-only.
  void setArmed(const QString& left) {
    if (left != m_left) {
      m_left = left;
      describe();
    }
  }
  [[nodiscard]] QString badgeText() const { return m_left.isEmpty() ? tr("Read-only") : tr("Armed %1").arg(m_left); }
  [[nodiscard]] QSize sizeHint() const override {
    const int name = std::min(220, QFontMetrics(m_look.font(FontRole::bodyStrong)).horizontalAdvance(m_name) + 2);
    const int version = m_version.isEmpty() ? 0 : QFontMetrics(m_look.font(FontRole::small)).horizontalAdvance(m_version) + 9;
    return {8 + 14 + 8 + name + version + 8 + badgeWidth() + 24, 28};
  }
  [[nodiscard]] QSize minimumSizeHint() const override { return {170, 28}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = m_look.theme();
    paintBox(painter, theme.bg.panel, QStringLiteral("cluster"), theme.text.secondary);
    painter.drawPixmap(width() - 20, 8, m_look.icon(QStringLiteral("chev"), 12, theme.text.secondary, devicePixelRatioF()));
    const int badge = badgeWidth();
    const QFont strong = m_look.font(FontRole::bodyStrong);
    const QFont small = m_look.font(FontRole::small);
    const int versionWidth = m_version.isEmpty() ? 0 : QFontMetrics(small).horizontalAdvance(m_version) + 9;
    const int room = width() - 30 - versionWidth - badge - 8 - 24;
    const QString name = QFontMetrics(strong).elidedText(m_name, Qt::ElideMiddle, room);
    painter.setFont(strong);
    painter.setPen(theme.text.primary);
    painter.drawText(QRect(30, 0, room + 2, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, name);
    int x = 30 + QFontMetrics(strong).horizontalAdvance(name) + 8;
    painter.setFont(small);
    painter.setPen(theme.text.muted);
    painter.drawText(QRect(x, 0, versionWidth, height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_version);
    x += versionWidth;
    const QRect box(x, 5, badge, 18);
    painter.setPen(theme.highContrast ? QPen(theme.border.strong, 1) : QPen(Qt::NoPen));
    const bool armed = !m_left.isEmpty();
    const QColor ink = armed ? theme.severity.warning : theme.text.secondary;
    painter.setBrush(armed ? theme.severity.warningSoft : theme.bg.active);
    painter.drawRoundedRect(box, 4, 4);
    painter.drawPixmap(box.left() + 5, box.top() + 3,
                       m_look.icon(armed ? QStringLiteral("unlock") : QStringLiteral("lock"), 12, ink, devicePixelRatioF()));
    painter.setPen(ink);
    painter.setFont(m_look.font(armed ? FontRole::captionStrong : FontRole::caption));
    painter.drawText(box.adjusted(21, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, badgeText());
  }

 private:
  [[nodiscard]] int badgeWidth() const {
    // The width of all digits is kept, so that a running clock moves nothing.
    const QString widest = m_left.isEmpty() ? badgeText() : tr("Armed %1").arg(QString(m_left.size(), QLatin1Char('0')));
    return QFontMetrics(m_look.font(m_left.isEmpty() ? FontRole::caption : FontRole::captionStrong)).horizontalAdvance(widest) +
           28;
  }
  void describe() {
    setAccessibleName(m_left.isEmpty() ? tr("Cluster %1 %2, read-only").arg(m_name, m_version)
                                       : tr("Cluster %1 %2, armed, %3 left").arg(m_name, m_version, m_left));
    updateGeometry();
    update();
  }
  QString m_left;
  QString m_name;
  QString m_version;
};

TopBar::TopBar(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_context(new ContextButton(look, this)),
      m_namespace(new Button(look, ButtonStyle::normal, tr("All namespaces"), false, this)),
      m_search(
          new FieldButton(look, tr("Search objects, pages, commands, findings"), tr("Search"), QStringLiteral("Ctrl+K"), this)),
      m_plan(new Chip(look, this)),
      m_demo(new Chip(look, this)),
      m_insecure(new Chip(look, this)),
      m_only(new Chip(look, this)),
      m_source(new Chip(look, this)),
      m_metrics(new Chip(look, this)),
      m_state(new Chip(look, this)),
      m_bell(new Chip(look, this)) {
  setFixedHeight(44);
  m_bell->setFocusPolicy(Qt::StrongFocus);
  m_bell->setIconId(QStringLiteral("bell"));
  setTold(0, false);
  m_namespace->setIconId(QStringLiteral("filter"));
  m_namespace->setTrailingIconId(QStringLiteral("chev"));
  m_namespace->setToolTip(tr("Show one namespace"));
  m_plan->setFocusPolicy(Qt::StrongFocus);
  m_plan->setTone(ChipTone::accent);
  m_plan->setMark(Mark::running);
  m_plan->setToolTip(tr("What is being carried out: opens Actions"));
  m_plan->hide();
  m_demo->setTexts(tr("DEMO"));
  m_demo->setTone(ChipTone::accent);
  m_demo->setToolTip(tr("A simulated cluster; nothing here is real"));
  m_demo->hide();
  m_insecure->setTexts(tr("TLS not verified"));
  m_insecure->setTone(ChipTone::critical);
  m_insecure->setMark(Mark::critical);
  m_insecure->setToolTip(tr("insecure-skip-tls-verify is set: anybody on the way can read and change what is shown"));
  m_insecure->hide();
  m_only->setFocusPolicy(Qt::StrongFocus);
  m_only->setTone(ChipTone::warning);
  m_only->setMark(Mark::warning);
  m_only->setToolTip(tr("The rest of the cluster is hidden by RBAC: counts are at least. Click: what is missing (Settings)"));
  m_only->hide();
  m_source->setFocusPolicy(Qt::StrongFocus);
  m_source->setToolTip(tr("Every kind with its count, way and age"));
  m_metrics->setFocusPolicy(Qt::StrongFocus);
  m_metrics->setToolTip(tr("Metrics, the second source: what each query gave"));
  m_metrics->hide();
  m_state->setFocusPolicy(Qt::StrongFocus);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 0, 12, 0);
  row->setSpacing(8);
  row->addWidget(m_context);
  row->addWidget(m_namespace);
  row->addWidget(m_search, 100);  // all the room there is, up to its own maximum
  row->addStretch(1);
  for (Chip* chip : {m_plan, m_demo, m_insecure, m_only, m_source, m_metrics, m_state, m_bell}) {
    row->addWidget(chip);
  }
  m_search->setMaximumWidth(380);
  connect(m_context, &QAbstractButton::clicked, this, [this] { popUpSources(); });
  connect(m_namespace, &QAbstractButton::clicked, this, &TopBar::namespaceRequested);
  connect(m_search, &QAbstractButton::clicked, this, &TopBar::searchRequested);
  connect(m_source, &QAbstractButton::clicked, this, &TopBar::sourcesRequested);
  connect(m_metrics, &QAbstractButton::clicked, this, &TopBar::metricsRequested);
  connect(m_bell, &QAbstractButton::clicked, this, &TopBar::toldRequested);
  connect(m_only, &QAbstractButton::clicked, this, &TopBar::accessRequested);
  connect(m_state, &QAbstractButton::clicked, this, &TopBar::liveRequested);
  connect(m_plan, &QAbstractButton::clicked, this, &TopBar::plansRequested);
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
  setSourceName(tr("No cluster"), false);
}

void TopBar::setSourceName(const QString& name, bool failed) {
  m_context->set(plain(name), {});
  m_source->setTexts(tr("API server"), failed ? tr("not connected") : tr("connecting"), failed ? Ink::critical : Ink::muted);
  m_source->setMark(failed ? Mark::lost : Mark::notConfigured);
  m_live = false;
  m_still = false;
  m_demo->hide();
  m_insecure->hide();
  m_only->hide();
  m_metrics->hide();
  setPaused(false, {});
}

void TopBar::setView(const View& view) {
  const ServerInfo& server = view.snapshot->server;
  QString version = plain(server.gitVersion);
  if (const auto dot = version.indexOf(QLatin1Char('.')); dot > 0) {
    // "v1.37.2-eks-1234" is v1.37 here; the whole stands in the tooltip.
    const auto second = version.indexOf(QLatin1Char('.'), dot + 1);
    version = second > 0 ? version.left(second) : version;
  }
  if (!server.context.empty()) {  // else the name of what is tried stays
    m_context->set(plain(server.context), version);
  }
  m_context->setToolTip(toolTipText(plain(server.address) + QStringLiteral("\n") + plain(server.gitVersion) +
                                    QStringLiteral("\n") + tr("Open another cluster")));
  const SourceChip chip = sourceChip(*view.snapshot);
  m_source->setTexts(chip.name, chip.value, inkOf(chip));
  m_source->setMark(chip.mark);
  m_metrics->setVisible(view.metrics != nullptr);
  if (view.metrics != nullptr) {
    const SourceChip metrics = metricsChip(*view.metrics, view.snapshot->time);
    m_metrics->setTexts(metrics.name, metrics.value, inkOf(metrics));
    m_metrics->setMark(metrics.mark);
  }
  m_demo->setVisible(server.origin == Origin::demo);
  m_insecure->setVisible(server.insecure);
  const QString only = onlyNamespace(*view.snapshot);
  m_only->setTexts(only);
  m_only->setVisible(!only.isEmpty());
  m_live = chip.live;
  m_still = server.origin == Origin::files || server.origin == Origin::recording;
  if (!m_paused) {
    setPaused(false, {});
  }
}

void TopBar::setPaused(bool paused, const QString& moment, bool replay) {
  m_paused = paused;
  if (paused) {
    m_state->setTexts(replay ? tr("REPLAY") : tr("PAUSED"), moment);
    m_state->setTone(ChipTone::accent);
    m_state->setMark(std::nullopt);
    m_state->setToolTip(m_pauseKey.isEmpty() ? tr("Go live") : tr("Go live (%1)").arg(m_pauseKey));
    return;
  }
  m_state->setTexts(m_live ? tr("LIVE") : m_still ? tr("FILES") : tr("NO DATA"));
  m_state->setTone(m_live ? ChipTone::ok : ChipTone::quiet);
  m_state->setMark(m_live ? std::optional(Mark::live) : m_still ? std::nullopt : std::optional(Mark::notConfigured));
  const QString pause = m_pauseKey.isEmpty() ? tr("Pause") : tr("Pause (%1)").arg(m_pauseKey);
  m_state->setToolTip(m_live ? pause : m_still ? tr("Files do not change") : tr("Nothing arrives now"));
}

void TopBar::setActions(const ActionsView* actions) {
  m_context->setArmed(actions != nullptr && actions->armed() ? minutes(actions->armedMs) : QString());
  std::vector<const PlanRecord*> running;
  if (actions != nullptr) {
    for (const std::shared_ptr<const PlanRecord>& record : actions->plans) {
      if (record->running) {
        running.push_back(record.get());
      }
    }
  }
  m_plan->setVisible(!running.empty());
  if (!running.empty()) {
    const PlanRecord& first = *running.front();
    const QString title = QFontMetrics(m_look.font(FontRole::small)).elidedText(said(first.plan->title), Qt::ElideMiddle, 180);
    m_plan->setTexts(running.size() == 1 ? title : tr("%1 plans").arg(running.size()), doneWords(*first.plan, first.progress));
    m_plan->setMark(planWords(first).mark);
  }
}

void TopBar::setTold(int unread, bool critical) {
  m_bell->setTexts(unread > 0 ? number(unread) : QString());
  m_bell->setTone(critical ? ChipTone::critical : unread > 0 ? ChipTone::accent : ChipTone::quiet);
  m_bell->setToolTip(unread > 0 ? tr("Notifications: %1 not looked at").arg(number(unread)) : tr("Notifications"));
  m_bell->setAccessibleName(m_bell->toolTip());
}

void TopBar::setKeys(const QString& palette, const QString& pause) {
  static_cast<FieldButton*>(m_search)->setKey(palette);
  m_pauseKey = pause;
  if (!m_paused) {
    setPaused(false, {});
  }
}

QString TopBar::armedText() const {
  return m_context->badgeText();
}

void TopBar::setNamespace(const QString& name) {
  m_namespace->setText(name.isEmpty()
                           ? tr("All namespaces")
                           : QFontMetrics(m_look.font(FontRole::bodyMedium)).elidedText(plain(name), Qt::ElideMiddle, 180));
  m_namespace->updateGeometry();
}

void TopBar::popUpSources() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  bool demo = false;
  for (const SourceChoice& choice : m_choices) {
    if (!demo && choice.id.startsWith(QLatin1String("demo:")) && !menu->isEmpty()) {
      menu->addSeparator();
    }
    demo = choice.id.startsWith(QLatin1String("demo:"));
    const QString title = plain(choice.title).replace(QLatin1Char('&'), QStringLiteral("&&"));
    const QString state = stateOf(choice);
    const QString detail = state.isEmpty() ? plain(choice.detail) : state;
    QAction* action = menu->addAction(detail.isEmpty() ? title : title + QLatin1Char('\t') + detail);
    action->setCheckable(true);
    action->setChecked(choice.current);
    connect(action, &QAction::triggered, this, [this, id = choice.id] { Q_EMIT sourceChosen(id); });
  }
  menu->popup(m_context->mapToGlobal(QPoint(0, m_context->height() + 2)));
}

void TopBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.rail);
  painter.fillRect(0, height() - 1, width(), 1, theme.border.subtle);
}

}  // namespace claimscope::ui

#include "top_bar.moc"
