#include "app/bridge/page_pictures.h"

#include <QBuffer>
#include <QPixmap>
#include <QTimer>
#include <utility>

#include "app/bridge/cost_answers.h"
#include "app/bridge/latency_answers.h"
#include "ui/pages/cost/cost_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/main_window_cost.h"

namespace claimscope::app {
namespace {

constexpr int kWidth = 1440;
constexpr int kHeight = 900;

QString titleOf(const QString& page) {
  return page.left(1).toUpper() + page.mid(1);
}

}  // namespace

PagePictures::PagePictures(QObject* parent) : QObject(parent) {}

PagePictures::~PagePictures() = default;

void PagePictures::draw(const ui::View& view, const QStringList& pages, std::function<void(std::vector<Picture>)> done) {
  m_pages = pages;
  m_pictures.clear();
  m_done = std::move(done);
  if (pages.isEmpty() || view.snapshot == nullptr) {
    QTimer::singleShot(0, this, [this] { std::exchange(m_done, nullptr)({}); });
    return;
  }
  m_look = std::make_unique<ui::Look>(ui::ThemeName::light);
  m_window = std::make_unique<ui::MainWindow>(*m_look, nullptr);
  m_window->setAttribute(Qt::WA_DontShowOnScreen);
  m_window->setAttribute(Qt::WA_ShowWithoutActivating);
  m_window->setAttribute(Qt::WA_QuitOnClose, false);
  m_window->setPalette(m_look->palette());
  m_window->setStyleSheet(m_look->styleSheet());
  m_window->setAnimated(false);
  connect(m_window.get(), &ui::MainWindow::latencyRequested, this,
          [this](const std::optional<latency::Question>& question, const cluster::SnapshotPtr&) {
            if (question && m_window->view().snapshot != nullptr) {
              ui::View answered = m_window->view();
              latencyInto(answered, *question);
              m_window->setView(answered);
            }
          });
  connect(&ui::costPageOf(*m_window), &ui::CostPage::costRequested, this,
          [this](const std::optional<cost::Question>& question, const cluster::SnapshotPtr&) {
            if (question && m_window->view().snapshot != nullptr) {
              ui::costPageOf(*m_window).setReport(costOfView(m_window->view(), *question));
            }
          });
  m_window->setAskMigration([](const cluster::SnapshotPtr& snapshot, const std::function<void(ui::BenchPtr)>& answer) {
    answer(std::make_shared<const migration::Bench>(migration::benchOf(*snapshot)));
  });
  m_window->resize(kWidth, kHeight);
  m_window->show();
  m_window->setActions(view.actions);
  ui::View shown = view;
  shown.namespaceFilter.clear();
  m_window->setView(shown);
  drawNext();
}

/// Layouts settle in the event loop: once after the page is opened, and once more for texts that wrap.
void PagePictures::drawNext() {
  if (m_pages.isEmpty()) {
    m_window.reset();
    m_look.reset();
    std::exchange(m_done, nullptr)(std::move(m_pictures));
    return;
  }
  m_window->openPage(m_pages.front());
  QTimer::singleShot(0, m_window.get(), [this] {
    (void)m_window->grab();
    QTimer::singleShot(0, m_window.get(), [this] {
      QByteArray bytes;
      QBuffer buffer(&bytes);
      buffer.open(QIODevice::WriteOnly);
      const QString page = m_pages.takeFirst();
      if (m_window->grab().save(&buffer, "PNG")) {
        m_pictures.push_back({page.toStdString() + ".png", titleOf(page).toStdString(),
                              std::string(bytes.constData(), static_cast<std::size_t>(bytes.size())), "image/png"});
      }
      // Not from inside one of the window's own timers: the last step destroys it.
      QTimer::singleShot(0, this, [this] { drawNext(); });
    });
  });
}

}  // namespace claimscope::app
