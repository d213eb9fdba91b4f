// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/background_training.h"

#include <QDataStream>
#include <QFileInfo>
#include <QIcon>
#include <QLocalSocket>
#include <QMenu>
#include <QSystemTrayIcon>

namespace cadenza::ui {

namespace {

constexpr int patience = 2000;  // milliseconds, for a program that lives on this machine

}  // namespace

BackgroundTraining::BackgroundTraining(TrainingController& training, QString name, QObject* parent)
    : QObject(parent), training_(training), name_(std::move(name)) {
  server_.setSocketOptions(QLocalServer::UserAccessOption);
  connect(&server_, &QLocalServer::newConnection, this, &BackgroundTraining::receive);
  connect(&training_, &TrainingController::ended, this, &BackgroundTraining::endIfDone,
          Qt::QueuedConnection);  // the next of the queue begins first
}

BackgroundTraining::~BackgroundTraining() = default;

bool BackgroundTraining::handOver(const QString& name, const QStringList& files) {
  QLocalSocket socket;
  socket.connectToServer(name);
  if (!socket.waitForConnected(patience)) return false;
  QStringList absolute;
  for (const QString& file : files) absolute << QFileInfo(file).absoluteFilePath();
  QDataStream stream(&socket);
  stream << absolute;
  return socket.waitForBytesWritten(patience) && socket.waitForDisconnected(patience);
}

void BackgroundTraining::begin(const QIcon& sign) {
  if (isActive()) return;
  alive_ = std::make_unique<QEventLoopLocker>();
  QLocalServer::removeServer(name_);  // of a program that died
  server_.listen(name_);
  if (QSystemTrayIcon::isSystemTrayAvailable()) {
    tray_ = new QSystemTrayIcon(sign, this);
    tray_->setToolTip(tr("Cadenza is learning"));
    auto* menu = new QMenu;
    menu->addAction(tr("Open Cadenza"), this, [this] { show({}); });
    menu->addAction(tr("Stop and keep the best model"), this, [this] { training_.stop(); });
    tray_->setContextMenu(menu);
    connect(tray_, &QObject::destroyed, menu, &QObject::deleteLater);
    connect(tray_, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
              if (reason != QSystemTrayIcon::Context) show({});
            });
    tray_->show();
  }
  endIfDone();
}

void BackgroundTraining::receive() {
  QLocalSocket* socket = server_.nextPendingConnection();
  if (!socket) return;
  const auto read = [this, socket] {
    QDataStream stream(socket);
    QStringList files;
    stream.startTransaction();
    stream >> files;
    if (!stream.commitTransaction()) return;
    socket->disconnectFromServer();
    socket->deleteLater();
    show(files);
  };
  connect(socket, &QLocalSocket::readyRead, this, read);
  read();
}

void BackgroundTraining::show(const QStringList& files) {
  if (!isActive()) return;
  Q_EMIT shown(files);
  end();
}

void BackgroundTraining::endIfDone() {
  if (!isActive() || training_.isTraining()) return;
  Q_EMIT finished();
  end();
}

void BackgroundTraining::end() {
  server_.close();
  if (tray_) tray_->deleteLater();
  tray_ = nullptr;
  alive_.reset();
}

}  // namespace cadenza::ui
