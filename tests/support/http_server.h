// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <algorithm>
#include <functional>
#include <memory>

namespace cadenza::test {

/// A server on loopback, in the test's own event loop, that gives one file and can misbehave.
class HttpServer {
 public:
  HttpServer() {
    QObject::connect(&server_, &QTcpServer::newConnection, &server_, [this] {
      while (QTcpSocket* socket = server_.nextPendingConnection()) serve(socket);
    });
    server_.listen(QHostAddress::LocalHost);
  }

  [[nodiscard]] QUrl url() const {
    return QUrl(QStringLiteral("http://127.0.0.1:%1/music.zip").arg(server_.serverPort()));
  }
  void close() { server_.close(); }

  QByteArray file;
  QByteArray version = "\"one\"";  ///< the ETag; empty: none
  QByteArray type = "application/zip";
  int status = 200;
  bool knowsRanges = true;
  bool tellsLength = true;
  qsizetype breaksAfter = -1;  ///< bytes of a body, then the connection ends; -1: never
  int breaks = 0;              ///< so many times, then it behaves
  qsizetype stallsAfter = -1;  ///< bytes of a body, then nothing comes any more

  QList<QByteArray> requests;       ///< their heads, as they came
  std::function<void()> onRequest;  ///< called before each is answered

 private:
  void serve(QTcpSocket* socket) {
    auto head = std::make_shared<QByteArray>();
    QObject::connect(socket, &QTcpSocket::readyRead, &server_, [this, socket, head] {
      *head += socket->readAll();
      if (!head->endsWith("\r\n\r\n")) return;
      requests += *head;
      if (onRequest) onRequest();
      answer(socket, *head);
      head->clear();
    });
    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
  }

  [[nodiscard]] static QByteArray field(const QByteArray& head, const QByteArray& name) {
    for (const QByteArray& line : head.split('\n')) {
      if (line.toLower().startsWith(name.toLower() + ':')) {
        return line.mid(name.size() + 1).trimmed();
      }
    }
    return {};
  }

  void answer(QTcpSocket* socket, const QByteArray& head) {
    const QByteArray range = field(head, "Range");
    const QByteArray condition = field(head, "If-Range");
    qsizetype from = 0;
    if (knowsRanges && range.startsWith("bytes=") &&
        (condition.isEmpty() || condition == version)) {
      from = range.mid(6).chopped(1).toLongLong();
    }
    const bool beyond = from > 0 && from >= file.size();
    const int code = status != 200 ? status : beyond ? 416 : from > 0 ? 206 : 200;
    const QByteArray body = code == 200 || code == 206 ? file.mid(from) : QByteArray("no");
    QByteArray answer = "HTTP/1.1 " + QByteArray::number(code) + " x\r\nContent-Type: " + type +
                        "\r\nConnection: close\r\n";
    if (tellsLength) answer += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    if (!version.isEmpty()) answer += "ETag: " + version + "\r\n";
    if (code == 206) {
      answer += "Content-Range: bytes " + QByteArray::number(from) + '-' +
                QByteArray::number(file.size() - 1) + '/' + QByteArray::number(file.size()) +
                "\r\n";
    }
    socket->write(answer + "\r\n");
    if (stallsAfter >= 0) {
      socket->write(body.left(stallsAfter));
      return;
    }
    const bool breaking = breaksAfter >= 0 && breaks > 0;
    if (breaking) --breaks;
    socket->write(breaking ? body.left(breaksAfter) : body);
    socket->disconnectFromHost();
  }

  QTcpServer server_;
};

}  // namespace cadenza::test
