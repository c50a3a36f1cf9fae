workspace "shop" "The services that seamline proposes for shop, and what ties them together." {
    model {
        monolith = softwareSystem "shop" {
            service1 = container "Billing" "2 modules, 390 lines; moderate to extract (41 of 100), number 2 in the order of extraction." "Python" "Candidate"
            store1 = container "Billing: tables" "billing_invoice" "Database" "Store"
            service2 = container "Catalog" "1 module, 400 lines; easy to extract (12 of 100), number 1 in the order of extraction." "Python" "Candidate"
            store2 = container "Catalog: tables" "catalog_product" "Database" "Store"
            service3 = container "Orders" "3 modules, 520 lines; hard to extract (78 of 100), number 3 in the order of extraction." "Python" "Candidate"
            store3 = container "Orders: tables" "orders_order" "Database" "Store"
        }
        service1 -> service3 "import: 1"
        service1 -> store1 "tables read: 1, tables written: 1"
        service1 -> store3 "tables read: 1, tables written: 1"
        service3 -> service1 "call: 1"
        service3 -> service1 "task: 1" "" "Asynchronous"
        service3 -> store3 "tables read: 1, tables written: 1"
        store1 -> store3 "foreign key: 1"
    }
    views {
        container monolith "services" "All candidate services" {
            include *
            autoLayout lr
        }
        container monolith "service1" "Billing" {
            include ->service1-> ->store1->
            autoLayout lr
        }
        container monolith "service2" "Catalog" {
            include ->service2-> ->store2->
            autoLayout lr
        }
        container monolith "service3" "Orders" {
            include ->service3-> ->store3->
            autoLayout lr
        }
        styles {
            element "Candidate" {
                shape RoundedBox
            }
            element "Store" {
                shape Cylinder
            }
            relationship "Asynchronous" {
                style dotted
            }
        }
    }
}
