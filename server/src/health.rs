use axum::Json;

/// `GET /api/health`: answers as long as the process serves.
pub async fn health() -> Json<serde_json::Value> {
    Json(serde_json::json!({ "status": "ok", "build": crate::BUILD }))
}
