// Palette: what is found, in which order, and how the keyboard moves. GUI thread.
#include "ui/shell/palette.h"

#include <QAbstractListModel>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/base/controls.h"
#include "ui/base/format.h"
#include "ui/shell/fuzzy.h"
#include "ui/shell/palette_row.h"

namespace claimscope::ui {
namespace {

constexpr int kPaletteWidth = 640;
constexpr int kHead = 44;
constexpr int kFoot = 32;
constexpr int kShownRows = 12;
constexpr int kTop = 72;
constexpr std::size_t kMostRows = 60;
constexpr int kPage = 8;
/// Names a slice: a millisecond or two of the slowest machine we have; what is left comes between two events.
constexpr std::size_t kSlice = 12'000;
constexpr std::size_t kFirstSlice = 24'000;  ///< at once with the key
constexpr int kSlicesAShow = 4;

}  // namespace

QString PaletteItem::key() const {
  switch (sort) {
    case Sort::object:
    case Sort::finding:
      return object ? QString::fromStdString(object->str()) : QString();
    case Sort::page:
      return QStringLiteral("@") + id;
    case Sort::command:
      return QStringLiteral(">") + id;
    case Sort::view:
      return QStringLiteral("=") + id;
    case Sort::action:
    case Sort::address:
      break;
  }
  return {};
}

class Palette::Model final : public QAbstractListModel {
 public:
  using QAbstractListModel::QAbstractListModel;
  void set(std::vector<PaletteItem> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
  }
  [[nodiscard]] const std::vector<PaletteItem>& rows() const { return m_rows; }
  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
  }
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override {
    if (!index.isValid() || index.row() >= rowCount()) {
      return {};
    }
    const PaletteItem& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
      case Qt::DisplayRole:
        return row.name;
      case Qt::AccessibleTextRole:
        return QStringList{row.name, row.detail, row.keys}.join(QStringLiteral(", "));
      case Qt::UserRole:
        return QVariant::fromValue(&row);
      default:
        return {};
    }
  }

 private:
  std::vector<PaletteItem> m_rows;
};

Palette::Palette(Look& look, QWidget* parent)
    : QFrame(parent),
      m_look(look),
      m_model(new Model(this)),
      m_field(new QLineEdit(this)),
      m_hint(new PlainLabel(look, FontRole::caption, Ink::muted, tr("> commands   @ pages   # findings"), this)),
      m_list(new QListView(this)),
      m_foot(new PlainLabel(look, FontRole::caption, Ink::muted, this)),
      m_search(m_index) {
  hide();
  setAccessibleName(tr("Command palette"));
  auto* head = new QHBoxLayout;
  head->setContentsMargins(40, 6, 14, 6);
  head->setSpacing(8);
  head->addWidget(m_field, 1);
  head->addWidget(m_hint);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 0, 12, 6);
  foot->setSpacing(6);
  foot->addWidget(m_foot, 1);
  for (const auto& [key, words] :
       {std::pair(QStringLiteral("↵"), tr("open")), std::pair(QStringLiteral("Ctrl ↵"), tr("in topology"))}) {
    foot->addWidget(makeKey(look, key, this));
    foot->addWidget(new PlainLabel(look, FontRole::caption, Ink::muted, words, this));
  }
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 1, 1, 1);
  layout->setSpacing(4);
  layout->addLayout(head);
  layout->addWidget(m_list, 1);
  layout->addLayout(foot);
  m_field->setFrame(false);
  m_field->setStyleSheet(QStringLiteral("QLineEdit { border: none; background: transparent; }"));
  m_field->setPlaceholderText(tr("Objects, pages, commands, findings"));
  m_field->setAccessibleName(tr("Command palette: type a name, > for commands, @ for pages, # for findings"));
  m_field->setMaxLength(4096);
  m_field->installEventFilter(this);
  m_list->setModel(m_model);
  m_list->setItemDelegate(new PaletteRow(look, m_list));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setUniformItemSizes(true);
  m_list->setMouseTracking(true);
  m_list->setFocusPolicy(Qt::NoFocus);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setAccessibleName(tr("Matches"));
  connect(m_field, &QLineEdit::textChanged, this, [this] { search(); });
  connect(m_list, &QListView::clicked, this, [this] { choose((QApplication::keyboardModifiers() & Qt::ControlModifier) != 0); });
  connect(&m_more, &QTimer::timeout, this, [this] { goOn(); });
  connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

Palette::~Palette() = default;

int Palette::rowCount() const {
  return m_model->rowCount();
}

const PaletteItem& Palette::item(int row) const {
  return m_model->rows().at(static_cast<std::size_t>(row));
}

int Palette::currentRow() const {
  return m_list->currentIndex().row();
}

QString Palette::foot() const {
  return m_foot->text();
}

void Palette::open(PaletteOffer offer, const QString& text) {
  m_offer = std::move(offer);
  m_search.forget();
  m_index.setSnapshot(m_offer.snapshot);
  {
    const QSignalBlocker quiet(m_field);
    m_field->setText(text);
  }
  search();
  m_more.start(0);  // the names are read while the person begins to type
  QFrame::show();
  raise();
  m_field->setFocus(Qt::PopupFocusReason);
}

void Palette::refresh(const cluster::SnapshotPtr& snapshot) {
  if (!isVisible() || m_offer.snapshot == nullptr || m_offer.snapshot->firstSyncDone || snapshot == nullptr) {
    return;
  }
  m_offer.snapshot = snapshot;
  m_search.forget();
  m_index.setSnapshot(snapshot);
  const int row = currentRow();
  search();
  if (row > 0 && row < rowCount()) {
    m_list->setCurrentIndex(m_model->index(row, 0));
  }
}

/// As high as its rows.
void Palette::fit() {
  const QWidget* over = parentWidget();
  const int width = std::min(kPaletteWidth, over->width() - 32);
  const int rows = std::clamp(rowCount(), 1, kShownRows);
  const int height = std::min(kHead + kFoot + rows * PaletteRow::kHeight + 4, over->height() - kTop - 24);
  setGeometry((over->width() - width) / 2, kTop, width, height);
}

void Palette::search() {
  using Sort = PaletteItem::Sort;
  const QString text = m_field->text();
  const QString sign = text.trimmed().left(1);
  std::vector<Sort> sorts = {Sort::finding, Sort::action, Sort::command, Sort::page, Sort::view, Sort::address};
  m_words = text.trimmed();
  m_objects = true;
  if (sign == QLatin1String(">") || sign == QLatin1String("@") || sign == QLatin1String("#")) {
    m_objects = false;
    m_words = m_words.mid(1).trimmed();
    sorts = sign == QLatin1String(">")   ? std::vector<Sort>{Sort::action, Sort::command, Sort::view}
            : sign == QLatin1String("@") ? std::vector<Sort>{Sort::page, Sort::view}
                                         : std::vector<Sort>{Sort::finding};
  }
  const std::vector<std::string> words = fuzzyWords(m_words);
  m_fixed.clear();
  if (words.empty() && m_objects) {
    for (const PaletteItem& item : m_offer.recent) {
      m_fixed.emplace_back(0, item);
    }
  }
  for (const PaletteItem& item : m_offer.items) {
    if (std::find(sorts.begin(), sorts.end(), item.sort) == sorts.end()) {
      continue;
    }
    if (words.empty()) {
      const bool twice = std::any_of(m_fixed.begin(), m_fixed.end(), [&](const std::pair<int, PaletteItem>& other) {
        return !item.key().isEmpty() && other.second.key() == item.key();
      });
      if (!twice) {
        m_fixed.emplace_back(0, item);
      }
      continue;
    }
    if (item.sort == Sort::address) {
      continue;
    }
    if (const int score = fuzzyScore(item.name.toStdString(), item.detail.toStdString(), words); score > 0) {
      m_fixed.emplace_back(score, item);
      m_fixed.back().second.marks = fuzzyMarks(item.name, words);
    }
  }
  std::stable_sort(m_fixed.begin(), m_fixed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (m_words.startsWith(QLatin1String("claimscope:"), Qt::CaseInsensitive)) {
    PaletteItem address;
    address.sort = Sort::address;
    address.id = m_words;
    address.name = tr("Open this address");
    address.detail = plain(m_words);
    address.icon = QStringLiteral("link");
    m_fixed.clear();
    m_fixed.emplace_back(0, address);
    m_objects = false;
  }
  m_slices = 0;
  if (m_objects && !words.empty()) {
    m_search.start(m_words);
    m_search.step(kFirstSlice);
  } else {
    m_search.forget();
  }
  show(false);
  m_more.start(0);
}

/// One slice more: of the search that runs, else of the names.
void Palette::goOn() {
  if (!m_search.finished()) {
    m_search.step(kSlice);
    if (m_search.finished() || ++m_slices % kSlicesAShow == 0) {
      show(true);
    }
    return;
  }
  if (m_index.read(kSlice)) {
    m_more.stop();
  }
}

/// Objects and the rest by their fit; of equal fits objects come first.
void Palette::show(bool keepRow) {
  const QString before = keepRow && currentRow() >= 0 && currentRow() < rowCount() ? item(currentRow()).name : QString();
  const int row = currentRow();
  std::vector<PaletteItem> rows;
  std::int64_t total = static_cast<std::int64_t>(m_fixed.size());
  if (m_objects && !m_search.words().empty()) {
    total += m_search.total();
    const std::vector<NameSearch::Hit> hits = m_search.hits();
    auto fixed = m_fixed.begin();
    auto hit = hits.begin();
    while (rows.size() < kMostRows && (hit != hits.end() || fixed != m_fixed.end())) {
      if (hit == hits.end() || (fixed != m_fixed.end() && fixed->first > hit->score)) {
        rows.push_back((fixed++)->second);
        continue;
      }
      NamedObject named = namedObject(*m_index.snapshot(), m_index.entries()[(hit++)->entry]);
      PaletteItem found;
      found.sort = PaletteItem::Sort::object;
      found.name = named.name;
      found.detail = named.detail.isEmpty() ? named.kind : named.kind + QStringLiteral(" · ") + named.detail;
      found.icon = named.icon;
      found.object = std::move(named.object);
      found.waiting = named.waiting;
      found.marks = fuzzyMarks(found.name, m_search.words());
      rows.push_back(std::move(found));
    }
  } else {
    for (const auto& [score, fixed] : m_fixed) {
      rows.push_back(fixed);
    }
  }
  const auto shown = static_cast<std::int64_t>(rows.size());
  m_foot->setText(m_words.isEmpty()      ? QString()
                  : !m_search.finished() ? tr("%1 so far").arg(number(total))
                  : total == 0 && m_offer.snapshot != nullptr && !m_offer.snapshot->firstSyncDone
                      ? tr("Nothing is named like this yet: the cluster is still being read")
                  : total == 0    ? tr("Nothing is named like this")
                  : total > shown ? tr("%1 of %2 matches").arg(number(shown), number(total))
                                  : counted(total, tr("match"), tr("matches")));
  m_model->set(std::move(rows));
  fit();
  if (rowCount() > 0) {
    const bool same = keepRow && row < rowCount() && row >= 0 && item(row).name == before;
    m_list->setCurrentIndex(m_model->index(same ? row : 0, 0));
  }
}

void Palette::move(int step) {
  if (rowCount() > 0) {
    m_list->setCurrentIndex(m_model->index(std::clamp(currentRow() + step, 0, rowCount() - 1), 0));
  }
}

void Palette::choose(bool beside) {
  if (currentRow() < 0 || currentRow() >= rowCount()) {
    return;
  }
  const PaletteItem item = this->item(currentRow());
  hide();
  Q_EMIT chosen(item, beside);
}

bool Palette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_field && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    switch (key->key()) {
      case Qt::Key_Up:
      case Qt::Key_Backtab:
        move(-1);
        return true;
      case Qt::Key_Down:
      case Qt::Key_Tab:
        move(1);
        return true;
      case Qt::Key_PageUp:
        move(-kPage);
        return true;
      case Qt::Key_PageDown:
        move(kPage);
        return true;
      case Qt::Key_Escape:
        hide();
        return true;
      case Qt::Key_Return:
      case Qt::Key_Enter:
        choose((key->modifiers() & Qt::ControlModifier) != 0);
        return true;
      default:
        return false;
    }
  }
  if (watched == m_field && event->type() == QEvent::FocusOut && isVisible()) {
    // A menu of the field (right click) and another window take the focus only for a moment.
    const auto reason = static_cast<QFocusEvent*>(event)->reason();
    if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) {
      hide();
    }
  }
  return QFrame::eventFilter(watched, event);
}

void Palette::hideEvent(QHideEvent* event) {
  QFrame::hideEvent(event);
  m_more.stop();
  m_search.forget();
  m_index.clear();  // a snapshot is not kept alive by a window that nobody sees
  m_offer = {};
}

void Palette::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = m_look.theme();
  painter.fillRect(rect(), theme.bg.panel);
  painter.setPen(QPen(theme.border.strong, 1));
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  painter.fillRect(1, kHead, width() - 2, 1, theme.border.subtle);
  painter.drawPixmap(14, (kHead - 16) / 2, m_look.icon(QStringLiteral("search"), 16, theme.text.secondary, devicePixelRatioF()));
}

}  // namespace claimscope::ui
