#include "ui/pages/settings/window_panel.h"

#include <QHBoxLayout>

#include "ui/base/format.h"

namespace claimscope::ui {
namespace {

constexpr std::size_t kShown = 6;

}  // namespace

WindowPanel::WindowPanel(Look& look, QWidget* parent)
    : QWidget(parent),
      m_look(look),
      m_panel(new Panel(look, tr("Views, keys, diagnostics"), this)),
      m_keys(new Button(look, ButtonStyle::normal, tr("Keys…"), true)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_panel);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  auto* bundle = new Button(look, ButtonStyle::normal, tr("Diagnostics…"), true);
  bundle->setToolTip(tr("A file for a bug report: versions, states, counts, timings, log; no names and no secrets"));
  m_panel->addTool(m_keys);
  m_panel->addTool(bundle);
  connect(m_keys, &QAbstractButton::clicked, this, &WindowPanel::keysWanted);
  connect(bundle, &QAbstractButton::clicked, this, [this] { Q_EMIT bundleWanted(false); });
  setKeysKey(QStringLiteral("?"));
  fill();
}

void WindowPanel::setKeysKey(const QString& key) {
  m_keys->setToolTip(key.isEmpty() ? tr("Every key, and changing them") : tr("Every key, and changing them (%1)").arg(key));
}

void WindowPanel::setViews(const std::vector<std::pair<QString, QString>>& views) {
  if (views != m_views) {
    m_views = views;
    fill();
  }
}

void WindowPanel::fill() {
  auto* body = new QWidget;
  auto* rows = new QVBoxLayout(body);
  rows->setContentsMargins(12, 8, 12, 10);
  rows->setSpacing(6);
  if (m_views.empty()) {
    auto* none = new PlainLabel(
        m_look, FontRole::small, Ink::muted,
        tr("No view is saved. Ctrl+S keeps one; an address of a view can be sent to others (Ctrl+Shift+C)."), body);
    none->setWordWrap(true);
    rows->addWidget(none);
  }
  for (std::size_t i = 0; i < m_views.size() && i < kShown; ++i) {
    const auto& [name, address] = m_views[i];
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(new PlainLabel(m_look, FontRole::bodyMedium, Ink::primary, plain(name), body));
    auto* where = new PlainLabel(m_look, FontRole::monoSmall, Ink::muted, plain(address), body);
    where->setElide(Qt::ElideMiddle);
    row->addWidget(where, 1);
    auto* open = new Button(m_look, ButtonStyle::link, tr("Open"), true, body);
    open->setAccessibleName(tr("Open %1").arg(plain(name)));
    auto* remove = new Button(m_look, ButtonStyle::link, tr("Forget"), true, body);
    remove->setAccessibleName(tr("Forget %1").arg(plain(name)));
    row->addWidget(open);
    row->addWidget(remove);
    rows->addLayout(row);
    connect(open, &QAbstractButton::clicked, this, [this, target = address] { Q_EMIT viewOpened(target); });
    connect(
        remove, &QAbstractButton::clicked, this, [this, which = name] { Q_EMIT viewRemoved(which); }, Qt::QueuedConnection);
  }
  if (m_views.size() > kShown) {
    rows->addWidget(
        new PlainLabel(m_look, FontRole::small, Ink::muted,
                       tr("and %1 more in the palette").arg(number(static_cast<std::int64_t>(m_views.size() - kShown))), body));
  }
  m_panel->setBody(body);
}

}  // namespace claimscope::ui
