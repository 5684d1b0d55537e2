//! A service and its server, as one process of several would be.

use std::net::TcpListener;

use daylight::actions::Service;
use daylight::client;

/// One replica: a service and its server on a thread of its own.
pub(crate) struct Replica {
    pub(crate) service: Service,
    pub(crate) client: client::Service,
    pub(crate) address: std::net::SocketAddr,
    stop: Option<(actix_web::dev::ServerHandle, std::thread::JoinHandle<()>)>,
}

impl Replica {
    pub(crate) fn start(service: Service) -> Self {
        Self::start_at(service, TcpListener::bind("127.0.0.1:0").unwrap())
    }

    pub(super) fn start_at(service: Service, listener: TcpListener) -> Self {
        let address = listener.local_addr().unwrap();
        let (send, receive) = std::sync::mpsc::channel();
        let served = service.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = daylight::web::run(served, listener, 1).unwrap();
                send.send(running.handle()).unwrap();
                running.await.unwrap();
            });
        });
        let handle = receive.recv().unwrap();
        let client = client::Service::at(&format!("http://{address}")).unwrap();
        Self {
            service,
            client,
            address,
            stop: Some((handle, thread)),
        }
    }

    pub(crate) fn end(mut self, runtime: &tokio::runtime::Runtime) {
        if let Some((handle, thread)) = self.stop.take() {
            runtime.block_on(handle.stop(false));
            thread.join().unwrap();
        }
        runtime.block_on(self.service.store.clone().close()).unwrap();
    }
}
