// Pictures of the explanation page over sample answers: explanation_sheet FOLDER [THEME…]. One thread.
#include <QApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QTextStream>
#include <QVBoxLayout>

#include "tests/ui/pages/explanation/sample_explanation.h"
#include "ui/pages/explanation/explanation_page.h"

using namespace claimscope;
using namespace claimscope::ui;

namespace {

/// The page under its header on the window's ground, as the shell shows it.
class Sheet final : public QWidget {
 public:
  Sheet(Look& look, ExplanationPage& page, const QSize& size) : m_look(look) {
    setFixedSize(size);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* header = new QWidget(this);
    header->setFixedHeight(44);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(10);
    row->addWidget(page.headerLead(), 1);
    row->addWidget(page.headerTools());
    page.headerLead()->show();
    page.headerTools()->show();
    column->addWidget(header);
    column->addWidget(&page, 1);
  }

 protected:
  void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), m_look.theme().bg.window); }

 private:
  Look& m_look;
};

QImage picture(Look& look, const View& view, const ObjectRef& subject, const QSize& size) {
  auto* page = new ExplanationPage(look);
  page->setSubject(subject);
  page->setView(view);
  Sheet sheet(look, *page, size);
  sheet.setAttribute(Qt::WA_DontShowOnScreen);
  sheet.show();
  for (int i = 0; i < 4; ++i) {
    (void)sheet.grab();
    QCoreApplication::sendPostedEvents();
  }
  return sheet.grab().toImage();
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  Look::installFonts();
  QApplication::setStyle(QStringLiteral("Fusion"));
  const QString folder = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".");
  QDir().mkpath(folder);
  const View fleet = quietView(sampleSnapshot("fleet", SampleState::live));
  const View hostile = hostileView();
  const ObjectRef claim = trainingClaim();
  const std::pair<QString, ThemeName> themes[] = {{QStringLiteral("dark"), ThemeName::dark},
                                                  {QStringLiteral("light"), ThemeName::light},
                                                  {QStringLiteral("contrast"), ThemeName::highContrast}};
  for (const auto& [word, name] : themes) {
    if (argc > 2 && word != QString::fromLocal8Bit(argv[2])) {
      continue;
    }
    Look look(name);
    QApplication::setPalette(look.palette());
    QApplication::setFont(look.font(FontRole::body));
    qApp->setStyleSheet(look.styleSheet());
    const auto save = [&](const QString& title, const QImage& image) {
      image.save(folder + QStringLiteral("/%1-%2.png").arg(title, word));
    };
    save(QStringLiteral("training"), picture(look, explained(fleet, trainingExplanation(*fleet.snapshot)), claim, {1392, 800}));
    if (name != ThemeName::dark) {
      continue;
    }
    save(QStringLiteral("small"), picture(look, explained(fleet, trainingExplanation(*fleet.snapshot)), claim, {1052, 1400}));
    save(QStringLiteral("large"), picture(look, explained(fleet, trainingExplanation(*fleet.snapshot)), claim, {2408, 1340}));
    save(QStringLiteral("huge"), picture(look, explained(fleet, hugeExplanation(*fleet.snapshot, claim)), claim, {1392, 1800}));
    save(QStringLiteral("loading"), picture(look, fleet, claim, {1392, 800}));
    const std::string& markup = hostileNames().front();
    const ObjectRef evil{"claim", markup, markup};
    save(QStringLiteral("hostile"),
         picture(look, explained(hostile, hostileExplanation(*hostile.snapshot, evil, markup)), evil, {1392, 1400}));
  }
  return 0;
}
